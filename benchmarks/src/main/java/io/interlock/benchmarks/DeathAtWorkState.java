package io.interlock.benchmarks;

import io.interlock.benchmarks.contest.Contest;
import io.interlock.benchmarks.contest.Contests;
import io.interlock.benchmarks.control.Setting;
import io.interlock.benchmarks.jmh.Measure;
import io.interlock.benchmarks.jmh.WindowProfiler;
import java.time.Duration;

/**
 * Processes that work without pause, one of which is killed wherever it is in its operation. All are new for each kill. The
 * recovery lasts until the first contender has finished the batch of 64 operations that it was in, or the next.
 */
public abstract class DeathAtWorkState extends DeathState {

    private static final int SURVIVOR = 0;

    /** Long enough for everybody to be at work. */
    private static final Duration WORK = Duration.ofMillis(100);

    abstract int processes();

    abstract Setting setting();

    @Override
    Contest startContenders() {
        return Contests.start(implementation(), processes(), setting());
    }

    /** Kills the last contender. */
    @Override
    void kill() {
        long recoveryNs = contest.killAtWork(processes() - 1, SURVIVOR, WORK, LIMIT);
        boolean recovered = recoveryNs >= 0;
        WindowProfiler.report(new Measure("recovered", recovered ? 1 : 0, "ratio"));
        if (recovered) {
            reportRecovery(recoveryNs);
        }
    }
}
