package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.result.BadInputException;

/**
 * How many forks each arm gets.
 *
 * @param least before anything is decided
 * @param most after which what is not decided stays so
 */
public record Forks(int least, int most) {

    public static final int DEFAULT_LEAST = 6;
    public static final int DEFAULT_MOST = 16;

    public Forks {
        if (least < 2 || most < least) {
            throw new BadInputException("forks: at least " + least + " and at most " + most
                    + " is not possible; two are the least that show how forks differ");
        }
    }
}
