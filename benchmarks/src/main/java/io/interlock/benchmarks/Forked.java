package io.interlock.benchmarks;

import org.openjdk.jmh.annotations.Fork;

/** What all benchmarks' forks are started with: as a contender's JVM. */
@Fork(
        value = 3,
        jvmArgsPrepend = {
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-Xshare:auto",
            "-XX:-UsePerfData"
        })
public abstract class Forked {}
