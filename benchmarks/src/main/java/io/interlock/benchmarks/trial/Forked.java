package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.peer.PrimitiveKind;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How the forks of all benchmarks are started, and what a benchmark is that says nothing else: windows of a trial. The JVMs of
 * workers get the same options, so that they compile and collect as the fork does: they start fast and stay small.
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
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = Forked.WARM_UP_WINDOWS, time = Forked.WARM_UP_MS, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public abstract class Forked {

    /**
     * How many windows warm up a program of several JVMs, in the benchmarks' annotations and in the suite's profiles.
     *
     * <p>Java's compilers need more than a second: before, their threads push the workers aside, and waiters of slower code disturb
     * a lock's owner less, so that the lock seems to be faster than it is. Many short windows warm up what one long one does not, as
     * the loop is entered anew for each: after a single window of 800 ms the third window of 150 ms was up to four times as fast as
     * the first, or slower by a third.
     */
    public static final int WARM_UP_WINDOWS = 12;

    /** The length of one, in milliseconds. */
    public static final int WARM_UP_MS = 100;

    /**
     * The same with what Agrona and Aeron, Chronicle and lmdbjava ask for in their documentation, and what makes them fast: access
     * to internals of the JDK, no checks of bounds, no reports home. All forks of collections get it, ours too.
     */
    @Fork(
            value = 3,
            jvmArgsPrepend = {
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
                "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
                "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "-Dagrona.disable.bounds.checks=true",
                "-Dchronicle.analytics.disable=true",
                "-Dchronicle.announcer.disable=true"
            })
    public abstract static class WithPeers extends Forked {}

    /** The options of a worker's JVM. */
    static List<String> options(PrimitiveKind kind) {
        Class<?> forked = kind.isCollection() ? WithPeers.class : Forked.class;
        return List.of(Objects.requireNonNull(forked.getAnnotation(Fork.class)).jvmArgsPrepend());
    }
}
