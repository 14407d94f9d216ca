package io.interlock.reports.site.page;

import io.interlock.reports.site.text.Loads;
import java.util.Set;
import java.util.regex.Pattern;

/** The words for a scenario, which differ between primitives that are acquired and released and all others. */
record Wording(boolean acquired, boolean messages) {

    private static final Pattern ACQUIRED = Pattern.compile("lock|semaphore", Pattern.CASE_INSENSITIVE);

    private static final Set<String> MESSAGES = Set.of("queue", "pipe");

    static Wording of(Primitive primitive) {
        return new Wording(ACQUIRED.matcher(primitive.name()).find(), MESSAGES.contains(primitive.id()));
    }

    /** The work of the processes, for a list. */
    String load(String load) {
        String spoken = spoken(load);
        return spoken.isEmpty() && messages ? "one takes what the others put" : Loads.name(spoken);
    }

    /** The work after a number of processes, in a sentence; empty if there is only one kind of work. */
    String and(String load) {
        String spoken = spoken(load);
        String name = Loads.name(spoken);
        return spoken.isEmpty() ? "" : (name.contains(" inside ") ? " and " : ", ") + name;
    }

    /** The work after a number of processes, for titles; empty if there is only one kind of work. */
    String inside(String load) {
        String spoken = spoken(load);
        return spoken.isEmpty() ? "" : ", " + Loads.inside(spoken);
    }

    /** The load without the empty one, which only primitives with a critical section have. */
    private String spoken(String load) {
        return !acquired && load.equals(Loads.EMPTY) ? "" : load;
    }

    /** The name of the operations that are counted and timed. */
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

    /** The event after a kill, as in {@code the time to the next acquisition}. */
    String goingOn() {
        return acquired ? "to the next acquisition" : "until another process continues";
    }

    /** The killed process. */
    String killed() {
        return acquired ? "the holder" : "a process";
    }
}
