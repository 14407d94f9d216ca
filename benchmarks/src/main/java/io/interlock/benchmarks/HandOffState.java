package io.interlock.benchmarks;

import io.interlock.benchmarks.contest.Contest;
import io.interlock.benchmarks.contest.Contests;
import io.interlock.benchmarks.contest.Fork;
import io.interlock.benchmarks.contest.TimedResult;
import io.interlock.benchmarks.control.Placement;
import io.interlock.benchmarks.control.Setting;
import io.interlock.benchmarks.control.Shape;
import io.interlock.benchmarks.driver.Implementation;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;

/** Contenders that hand over to each other, and stay for a whole fork. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls start() first.
public abstract class HandOffState {

    @Param({"apart", "together", "two-cores"})
    public String placement;

    private Contest contest;

    abstract Implementation implementation();

    abstract int processes();

    Shape shape() {
        return Shape.PAIRS;
    }

    @Setup(Level.Trial)
    public void start() {
        Fork.current().watch();
        contest = Contests.start(implementation(), processes(), Setting.handOff(shape(), Placement.of(placement)));
    }

    @TearDown(Level.Trial)
    public void stop() {
        contest.close();
    }

    /** A window is as long as JMH's iteration, options {@code -w} and {@code -r}. */
    void window(IterationParams iteration) {
        TimedResult window =
                contest.handOffs(Duration.ofNanos(iteration.getTime().convertTo(TimeUnit.NANOSECONDS)));
        Reports.timed("roundTrip", window);
    }
}
