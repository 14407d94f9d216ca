package io.interlock.reports.gate.compare;

/** Why one benchmark could not be compared. */
public record Problem(String file, String benchmark, String reason) {

    @Override
    public String toString() {
        return file + ": " + benchmark + ": " + reason;
    }
}
