package io.interlock.benchmarks.jmh;

import io.interlock.benchmarks.harness.control.Command;
import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.Load;
import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.control.WorkerState;
import io.interlock.benchmarks.trial.ForkScope;
import io.interlock.benchmarks.trial.Latencies;
import io.interlock.benchmarks.trial.Trial;
import io.interlock.benchmarks.trial.Trials;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** A process that holds the lock, or waits at the barrier, and is killed, and another that is blocked in it. Both are new for each kill. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls start() first.
public class DeathState {

    private static final int WAITER = 0;
    private static final int HOLDER = 1;

    /** Long enough for the waiter to have given up spinning and to be asleep. */
    private static final long ASLEEP_MS = 50;

    /** After this long it is "never". */
    static final Duration LIMIT = Duration.ofSeconds(2);

    Trial trial;

    @Setup(Level.Trial)
    public void watch() {
        ForkScope.current().watch();
    }

    @Setup(Level.Iteration)
    public void start(BenchmarkParams benchmark) throws InterruptedException {
        trial = start(new ScenarioParameters(benchmark));
    }

    /** Brings workers to where one of them can be killed. */
    Trial start(ScenarioParameters parameters) throws InterruptedException {
        Trial started = Trials.start(parameters.peer(), 2, Setting.loop(Load.EMPTY));
        started.post(Command.HOLD, HOLDER);
        started.post(Command.ACQUIRE, WAITER);
        Thread.sleep(ASLEEP_MS);
        return started;
    }

    @TearDown(Level.Iteration)
    public void stop() {
        trial.close();
    }

    public void kill() {
        long killedNs = trial.kill(HOLDER);
        boolean recovered = trial.awaitState(WAITER, WorkerState.ACQUIRED, LIMIT);
        long recoveryNs = -1;
        if (recovered) {
            trial.post(Command.IDLE, ControlBlock.ALL);
            trial.check();
            recoveryNs = trial.control().workers().get(WAITER).acquiredNs() - killedNs;
        }
        report(recovered, recoveryNs);
    }

    static void report(boolean recovered, long recoveryNs) {
        WindowProfiler.report(new WindowFigure("recovered", recovered ? 1 : 0, "ratio"));
        if (recovered) {
            WindowProfiler.report(new WindowFigure("recovery", recoveryNs / 1e3, "us"));
            Histogram histogram = Latencies.newHistogram();
            histogram.recordValue(recoveryNs);
            WindowProfiler.report("recovery", histogram);
        }
    }
}
