package io.interlock.reports.site.page;

import io.interlock.reports.site.text.Loads;
import java.util.Set;
import java.util.regex.Pattern;

/** What the same scenario is called of something that is acquired and released, and of everything else. */
record Wording(boolean acquired, boolean messages) {

    private static final Pattern ACQUIRED = Pattern.compile("lock|semaphore", Pattern.CASE_INSENSITIVE);

    private static final Set<String> MESSAGES = Set.of("queue", "pipe");

    static Wording of(Primitive primitive) {
        return new Wording(ACQUIRED.matcher(primitive.name()).find(), MESSAGES.contains(primitive.id()));
    }

    /** What the processes do, for a list. */
    String load(String load) {
        String spoken = spoken(load);
        return spoken.isEmpty() && messages ? "one taking what the others put" : Loads.name(spoken);
    }

    /** Behind a number of processes, in a sentence; empty where all do the one thing that there is to do. */
    String and(String load) {
        String spoken = spoken(load);
        String name = Loads.name(spoken);
        return spoken.isEmpty() ? "" : (name.contains(" inside ") ? " and " : ", ") + name;
    }

    /** Behind a number of processes, for titles; empty where all do the one thing that there is to do. */
    String inside(String load) {
        String spoken = spoken(load);
        return spoken.isEmpty() ? "" : ", " + Loads.inside(spoken);
    }

    /** A value has no inside that could be empty. */
    private String spoken(String load) {
        return !acquired && load.equals(Loads.EMPTY) ? "" : load;
    }

    /** What is counted and timed. */
    String operations() {
        return acquired ? "acquisitions" : "operations";
    }

    String time() {
        return acquired ? "Time to acquire" : "Time of one operation";
    }

    /** As in {@code Interlock acquires within 2 µs}. */
    String acquires() {
        return acquired ? "acquires" : "is done";
    }

    /** What is measured after a kill, as in {@code the time to the next acquisition}. */
    String goingOn() {
        return acquired ? "to the next acquisition" : "until another goes on";
    }

    /** Who is killed. */
    String killed() {
        return acquired ? "the holder" : "a process";
    }
}
