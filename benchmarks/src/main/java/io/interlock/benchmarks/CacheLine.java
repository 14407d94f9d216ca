package io.interlock.benchmarks;

import io.interlock.benchmarks.contest.Contest;
import io.interlock.benchmarks.contest.Contests;
import io.interlock.benchmarks.contest.Fork;
import io.interlock.benchmarks.contest.Latencies;
import io.interlock.benchmarks.control.Command;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.jmh.Measure;
import io.interlock.benchmarks.jmh.WindowProfiler;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;

/** Two processes that bounce a cache line: the fork sends, a contender echoes. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls start() first.
public class CacheLine {

    /** So many round trips for one reading of the clock, which costs a quarter of one. */
    private static final int BATCH = 16;

    /** Some seconds: the other end is gone. */
    private static final long HOPELESS_SPINS = 2_000_000_000L;

    @Param("reference")
    public String implementation;

    private Contest contest;
    private ControlBlock control;
    private long sent;

    @Setup(Level.Trial)
    public void start() {
        Fork.current().watch();
        contest = Contests.startEcho();
        control = contest.control();
        contest.post(Command.ECHO, 0);
    }

    @TearDown(Level.Trial)
    public void stop() {
        contest.close();
    }

    void bounce(IterationParams iteration) {
        Histogram roundTrips = Latencies.newHistogram();
        long now = System.nanoTime();
        long end = now + iteration.getTime().convertTo(TimeUnit.NANOSECONDS);
        while (now < end) {
            for (int i = 0; i < BATCH; i++) {
                roundTrip();
            }
            long next = System.nanoTime();
            roundTrips.recordValue((next - now) / BATCH);
            now = next;
        }
        WindowProfiler.report(new Measure("roundTrip", roundTrips.getValueAtPercentile(50), "ns"));
        WindowProfiler.report("roundTrip", roundTrips);
    }

    private void roundTrip() {
        control.ping(++sent);
        for (long spins = 0; control.pong() != sent; spins++) {
            if (spins > HOPELESS_SPINS) {
                throw new IllegalStateException("the other end of the ping-pong does not answer");
            }
        }
    }
}
