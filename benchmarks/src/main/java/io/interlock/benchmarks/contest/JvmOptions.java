package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.driver.Subject;
import java.util.List;
import java.util.stream.Stream;

/** What contenders' JVMs are started with; the same as the JMH fork, which gets it by annotations. */
public final class JvmOptions {

    /** For every JVM that takes part: starts fast, stays small, and compiles as any JVM does. */
    private static final List<String> ALL = List.of(
            "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx64m", "-Xshare:auto", "-XX:-UsePerfData");

    /**
     * What Agrona and Aeron, Chronicle and lmdbjava ask for in their documentation, and what makes them fast: access to
     * internals of the JDK, no checks of bounds, no reports home.
     */
    private static final List<String> WITH_PEERS = List.of(
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
            "-Dchronicle.announcer.disable=true");

    private JvmOptions() {}

    public static List<String> of(Subject subject) {
        return subject.isCollection()
                ? Stream.concat(ALL.stream(), WITH_PEERS.stream()).toList()
                : ALL;
    }
}
