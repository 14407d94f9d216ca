package io.interlock.reports.shapes;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** As JCTools' queue benchmarks: average times and sampled latencies of an asymmetric group, and counters of what failed. */
@State(Scope.Group)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QueueShape {

    private static final int MAX_SIZE = 1024;

    private final Queue<Integer> queue = new ConcurrentLinkedQueue<>();

    /** What JMH counts besides. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Polls {
        public long pollsFailed;
        public long pollsMade;

        @Setup(Level.Iteration)
        public void clear() {
            pollsFailed = 0;
            pollsMade = 0;
        }
    }

    @Benchmark
    @Group("queue")
    @GroupThreads(1)
    public void offer() {
        if (queue.size() < MAX_SIZE) {
            queue.add(1);
        }
    }

    @Benchmark
    @Group("queue")
    @GroupThreads(1)
    public void poll(Polls polls) {
        if (queue.poll() == null) {
            polls.pollsFailed++;
        } else {
            polls.pollsMade++;
        }
    }

    @TearDown(Level.Iteration)
    public void empty() {
        queue.clear();
    }
}
