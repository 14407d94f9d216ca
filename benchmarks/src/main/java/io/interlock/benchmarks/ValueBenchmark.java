package io.interlock.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A shared number, beside numbers of one process. What is left out: others that change it at the same time.
 *
 * <pre>java -jar benchmarks.jar ValueBenchmark</pre>
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
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class ValueBenchmark {

    /** One atomic addition, with nobody else around. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public long getAndAdd(SoloValue value) {
        return value.getAndAdd(1);
    }
}
