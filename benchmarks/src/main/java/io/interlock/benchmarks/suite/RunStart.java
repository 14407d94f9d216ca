package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.suite.machine.Machine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How a run began.
 *
 * @param load the machine's load average before anything ran
 */
record RunStart(Instant at, double load) {

    static RunStart now() {
        return new RunStart(Instant.now().truncatedTo(ChronoUnit.SECONDS), Machine.loadAverage());
    }
}
