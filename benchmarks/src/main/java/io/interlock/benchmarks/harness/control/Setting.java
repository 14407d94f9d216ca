package io.interlock.benchmarks.harness.control;

/**
 * What the workers of a trial do, and where.
 *
 * @param paced whether operations of a {@link Shape#LOOP} are begun and timed one by one; of other shapes they always are
 */
public record Setting(Shape shape, Load load, Placement placement, boolean paced) {

    /** Everybody for himself, wherever the scheduler likes. */
    public static Setting loop(Load load) {
        return new Setting(Shape.LOOP, load, Placement.ANYWHERE, false);
    }

    /** The same at fixed times, {@link ControlBlock#setInterval}. */
    public static Setting paced(Load load) {
        return new Setting(Shape.LOOP, load, Placement.ANYWHERE, true);
    }

    /** Messages from all others to the first worker. */
    public static Setting stream() {
        return new Setting(Shape.STREAM, Load.EMPTY, Placement.ANYWHERE, false);
    }

    /** Hand-overs, with nothing to do in between. */
    public static Setting handOff(Shape shape, Placement placement) {
        return new Setting(shape, Load.EMPTY, placement, true);
    }
}
