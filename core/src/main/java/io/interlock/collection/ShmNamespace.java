package io.interlock.collection;

import io.interlock.RegionClosedException;
import io.interlock.RegionFullException;
import io.interlock.internal.codec.AttributeCodec;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.Primitive;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.directory.StateText;
import io.interlock.internal.format.Kind;
import io.interlock.internal.map.MapStore;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Named attributes of different types, shared by every process that opens the same region: what Python's
 * {@code multiprocessing.Manager().Namespace()} is. From {@link io.interlock.Region#namespace(String)}.
 *
 * <p><b>Values</b> are strings, numbers, booleans, characters and {@code byte[]}, which are copied, and primitives and
 * collections of a region, which go by their handles: whoever reads such an attribute gets the lock, the value or the map
 * itself. No null.
 *
 * <p><b>Threads:</b> safe for any threads of any processes; each method is atomic.
 *
 * <p><b>Memory:</b> what a thread did before it set an attribute is visible to who gets it.
 *
 * <p><b>Progress:</b> readers take no lock. Writers of different attributes may meet in one of eight locks, for a moment;
 * for as long as another process is stopped in the middle of a change.
 *
 * <p><b>Death:</b> an attribute has been set or it has not.
 *
 * <p><b>Errors:</b> {@link RegionFullException} where there is no room, before anything has changed; {@link ClassCastException}
 * where an attribute is of another type than asked for; {@link RegionClosedException} after the region was closed.
 *
 * <p><b>Size:</b> that of a {@link ShmMap} of eight stripes.
 */
@SuppressWarnings({"exports", "serial"}) // travels as a handle
public final class ShmNamespace extends Primitive {

    /** Attributes are few. */
    private static final long ENOUGH_FOR_EIGHT_STRIPES = 8 * 64 * 1024;

    static {
        PrimitiveType.register(
                ShmNamespace.class,
                PrimitiveType.<ShmNamespace, Long>zeroed(
                                Kind.NAMESPACE,
                                capacity -> MapStore.bytes(config(capacity).stripes()),
                                capacity -> config(capacity).describe(),
                                (region, entry, capacity) -> new ShmNamespace(region, entry, capacity))
                        .inspectedBy((body, into) -> into.put("attributes", MapStore.count(body)))
                        .verifiedBy(MapStore::verify));
    }

    private final Attachment region;
    private final String name;
    private final String where;
    private final ShmMap<String, Object> attributes;

    private ShmNamespace(Attachment region, DirectoryEntry entry, long capacityBytes) {
        super(region, entry.name());
        this.region = region;
        this.name = entry.name();
        this.where = region.file().where() + " namespace=" + name;
        this.attributes = ShmMap.within(region, entry, config(capacityBytes));
    }

    private static ShmMap.Config<String, Object> config(long capacityBytes) {
        return new ShmMap.Config<>(
                Codecs.string(), new AttributeCodec(), Math.min(capacityBytes, ENOUGH_FOR_EIGHT_STRIPES));
    }

    /**
     * The attribute of this name.
     *
     * @throws NoSuchElementException if there is none
     * @throws ClassCastException if it is of another type
     */
    public <T> T get(String attribute, Class<T> type) {
        Object value = attributes.get(attribute);
        if (value == null) {
            throw new NoSuchElementException(
                    where + " attribute=" + attribute + ": not set; find(...) asks whether it is");
        }
        return cast(attribute, value, type);
    }

    /**
     * The attribute of this name, if there is one.
     *
     * @throws ClassCastException if it is of another type
     */
    public <T> Optional<T> find(String attribute, Class<T> type) {
        Object value = attributes.get(attribute);
        return value == null ? Optional.empty() : Optional.of(cast(attribute, value, type));
    }

    /**
     * Sets an attribute, which may have had a value of another type before.
     *
     * @throws IllegalArgumentException if the value is of none of the types that a namespace takes
     */
    public void set(String attribute, Object value) {
        attributes.set(attribute, value);
    }

    /**
     * Sets an attribute to what the function makes of it, as one step.
     *
     * @param function runs once, with other writers waiting: short, and without using this namespace
     * @return the new value
     * @throws NoSuchElementException if there is none
     * @throws ClassCastException if it is of another type
     */
    public <T> T update(String attribute, Class<T> type, UnaryOperator<T> function) {
        Objects.requireNonNull(function, "function");
        @Nullable
        Object updated = attributes.computeIfPresent(
                attribute,
                (key, value) ->
                        Objects.requireNonNull(function.apply(cast(attribute, value, type)), "function's result"));
        if (updated == null) {
            throw new NoSuchElementException(where + " attribute=" + attribute + ": not set; set it first");
        }
        return type.cast(updated);
    }

    /** Removes an attribute; true if there was one. */
    public boolean delete(String attribute) {
        return attributes.delete(attribute);
    }

    /** The names of all attributes at this moment, as a copy. */
    public Set<String> names() {
        return Set.copyOf(attributes.keySet());
    }

    /** The name under which the region knows it. */
    public String name() {
        return name;
    }

    /** The names of the attributes, of many the first hundred; where they cannot be read, why. Never throws. */
    @Override
    public String toString() {
        return "ShmNamespace[" + where + " attributes="
                + StateText.ofElements(
                        this, region, name, "[]", () -> attributes.keySet().iterator())
                + "]";
    }

    private <T> T cast(String attribute, Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new ClassCastException(where + " attribute=" + attribute + " expected=" + type.getName() + " found="
                    + value.getClass().getName());
        }
        return type.cast(value);
    }
}
