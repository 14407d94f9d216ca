package io.interlock.internal.thread;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a primitive tells people of itself, from its shared words alone: each {@link PrimitiveType} brings the function that
 * fills it. Only a moment's truth, and one that takes no lock: words that change together may be seen apart.
 */
public final class Inspection {

    private final ThreadTableSnapshot slots;
    private final List<ThreadState> sleepers;
    private final List<Holder> holders = new ArrayList<>();
    private final Map<String, Object> state = new LinkedHashMap<>();

    public Inspection(ThreadTableSnapshot slots) {
        this(slots, List.of());
    }

    public Inspection(ThreadTableSnapshot slots, List<ThreadState> sleepers) {
        this.slots = slots;
        this.sleepers = sleepers;
    }

    /**
     * A thread that has something of the primitive.
     *
     * @param as what it is there, "owner", "reader"
     */
    public record Holder(String as, ThreadState thread) {}

    /** How a primitive tells of itself. */
    @FunctionalInterface
    public interface Inspector {

        /** For types that have nothing to tell. */
        Inspector NOTHING = (body, into) -> {};

        /**
         * Reads the primitive's words and fills the inspection. The words may be damaged: the memory's bounds are checked,
         * loops are the inspector's to bound.
         *
         * @param body its memory, of a large primitive the beginning, 64 KiB
         */
        void inspect(MappedMemory body, Inspection into);
    }

    /** Somebody holds it, dead or alive; no one for {@link Owner#NOBODY}. */
    public void holder(String as, long ownerWord) {
        if (ownerWord != Owner.NOBODY) {
            holders.add(new Holder(as, slots.of(ownerWord)));
        }
    }

    /** True where the thread of this owner word has ended. */
    public boolean isDead(long ownerWord) {
        return !slots.of(ownerWord).alive();
    }

    /** A number of it, by name. */
    public void put(String name, long value) {
        state.put(name, value);
    }

    /** A floating point number of it, by name. */
    public void put(String name, double value) {
        state.put(name, value);
    }

    /** A yes or no, by name. */
    public void put(String name, boolean value) {
        state.put(name, value);
    }

    /** Words of it, by name. */
    public void put(String name, String value) {
        state.put(name, value);
    }

    /** The threads that sleep in the primitive, where they were asked for. */
    public List<ThreadState> sleepers() {
        return sleepers;
    }

    public List<Holder> holders() {
        return List.copyOf(holders);
    }

    public Map<String, Object> state() {
        return new LinkedHashMap<>(state);
    }

    /** True if somebody who is dead holds it: worth a second look, as it may have let go and ended meanwhile. */
    public boolean hasDeadHolder() {
        return holders.stream().anyMatch(holder -> !holder.thread().alive());
    }
}
