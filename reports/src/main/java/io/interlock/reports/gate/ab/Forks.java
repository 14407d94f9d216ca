package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.result.BadInputException;

/**
 * The number of forks of each arm.
 *
 * @param least forks before the first verdict
 * @param most forks after which a benchmark without a verdict stays unclear
 */
public record Forks(int least, int most) {

    public static final int DEFAULT_MIN = 6;
    public static final int DEFAULT_MAX = 16;

    public Forks {
        if (least < 2 || most < least) {
            throw new BadInputException("forks: a minimum of " + least + " and a maximum of " + most
                    + " are not possible; the minimum is 2, and the maximum must not be smaller than the minimum");
        }
    }
}
