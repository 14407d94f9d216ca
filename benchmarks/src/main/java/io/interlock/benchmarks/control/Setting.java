package io.interlock.benchmarks.control;

/** What the contenders of a trial do, and where. */
public record Setting(Shape shape, Load load, Placement placement) {

    /** Everybody for himself, wherever the scheduler likes. */
    public static Setting loop(Load load) {
        return new Setting(Shape.LOOP, load, Placement.ANYWHERE);
    }

    /** Messages from all others to the first contender. */
    public static Setting stream() {
        return new Setting(Shape.STREAM, Load.EMPTY, Placement.ANYWHERE);
    }

    /** Hand-overs, with nothing to do in between. */
    public static Setting handOff(Shape shape, Placement placement) {
        return new Setting(shape, Load.EMPTY, placement);
    }
}
