package io.interlock.reports.shapes;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * As the suites of parsers and frameworks (Jackson, Spring): single shots of a cold start, and average times with the garbage
 * collector's profiler beside them.
 */
@State(Scope.Benchmark)
public class StartShape {

    @Param({"a,b,c", "with space|bar"})
    private String input = "a,b,c";

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Object coldStart() {
        return Pattern.compile("(\\w+)[,| ]" + input.length()).matcher(input).find();
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public Object parse() {
        return new String(input.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).split("[,| ]", -1);
    }
}
