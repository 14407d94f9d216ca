package io.interlock.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;

/**
 * How long it takes to hand a turn to another process and to get it back, by primitives that make processes wait for one
 * another.
 *
 * <p>What is left out: more than two who wait for the same thing, waits that are long enough for processors to sleep
 * deeply, time-outs, and deaths. Ends that answer within a spin never go to sleep: which of spinning and sleeping is
 * measured is the primitive's own choice, and part of what is compared.
 *
 * <pre>java -jar benchmarks.jar HandOffBenchmark -p primitive=semaphore -p implementation=interlock -p pairs=1</pre>
 */
@Fork(
        value = 3,
        jvmArgsPrepend = {
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-Xshare:auto",
            "-XX:-UsePerfData"
        })
public class HandOffBenchmark {

    /** One window in which pairs of processes do nothing but hand their turn back and forth. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 1, time = 400, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void pingPong(HandOffPairs pairs, IterationParams iteration) {
        pairs.window(iteration);
    }
}
