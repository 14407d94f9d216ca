package io.interlock.benchmarks;

import io.interlock.benchmarks.contest.Contest;
import io.interlock.benchmarks.contest.Contests;
import io.interlock.benchmarks.contest.Fork;
import io.interlock.benchmarks.contest.Latencies;
import io.interlock.benchmarks.control.Command;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.control.Setting;
import io.interlock.benchmarks.control.State;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.jmh.Measure;
import io.interlock.benchmarks.jmh.WindowProfiler;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A process that holds the lock, or waits at the barrier, and is killed, and another that is blocked in it. Both are new for each kill. */
@SuppressWarnings("NullAway.Init") // JMH calls start() first.
public abstract class DeathState {

    private static final int WAITER = 0;
    private static final int HOLDER = 1;

    /** Long enough for the waiter to have given up spinning and to be asleep. */
    private static final long ASLEEP_MS = 50;

    /** After this long it is "never". */
    static final Duration LIMIT = Duration.ofSeconds(2);

    Contest contest;

    abstract Implementation implementation();

    @Setup(Level.Trial)
    public void watch() {
        Fork.current().watch();
    }

    @Setup(Level.Iteration)
    public void start() throws InterruptedException {
        contest = startContenders();
    }

    /** Brings them to where one of them can be killed. */
    Contest startContenders() throws InterruptedException {
        Contest started = Contests.start(implementation(), 2, Setting.loop(Load.EMPTY));
        started.post(Command.HOLD, HOLDER);
        started.post(Command.ACQUIRE, WAITER);
        Thread.sleep(ASLEEP_MS);
        return started;
    }

    @TearDown(Level.Iteration)
    public void stop() {
        contest.close();
    }

    void kill() {
        long killedNs = contest.kill(HOLDER);
        boolean recovered = contest.awaitState(WAITER, State.ACQUIRED, LIMIT);
        WindowProfiler.report(new Measure("recovered", recovered ? 1 : 0, "ratio"));
        if (recovered) {
            contest.post(Command.IDLE, ControlBlock.ALL);
            contest.check();
            reportRecovery(contest.control().contenders().get(WAITER).acquiredNs() - killedNs);
        }
    }

    static void reportRecovery(long recoveryNs) {
        WindowProfiler.report(new Measure("recovery", recoveryNs / 1e3, "us"));
        Histogram histogram = Latencies.newHistogram();
        histogram.recordValue(recoveryNs);
        WindowProfiler.report("recovery", histogram);
    }
}
