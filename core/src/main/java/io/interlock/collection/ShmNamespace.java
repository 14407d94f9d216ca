package io.interlock.collection;

import io.interlock.RegionClosedException;
import io.interlock.RegionFullException;
import io.interlock.internal.codec.AttributeCodec;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
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
 * Named attributes of different types, shared by all processes that open the same region, like Python's {@code
 * multiprocessing.Manager().Namespace()}. Obtained from {@link io.interlock.Region#namespace(String)}.
 *
 * <pre>{@code
 * ShmNamespace settings = region.namespace("settings");
 * settings.set("retries", 3);
 * settings.set("guard", region.lock("guard")); // a handle: readers get the lock itself
 * settings.update("retries", Integer.class, n -> n + 1);
 * System.out.println(settings.get("retries", Integer.class)); // 4
 * }</pre>
 *
 * <p><b>Values</b> are strings, numbers, booleans, characters and {@code byte[]}, which are copied, and primitives and
 * collections of a region, which are stored as handles. Null is not allowed.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes; each method is atomic.
 *
 * <p><b>Memory:</b> setting an attribute happens-before every {@code get} that returns its value.
 *
 * <p><b>Progress:</b> readers take no lock. Writers take one of eight locks, chosen by the attribute's name, for a
 * short time. If another process is stopped in the middle of a change, writers of the same lock wait until it continues
 * or dies.
 *
 * <p><b>Death:</b> a change has happened completely or not at all.
 *
 * <p><b>Errors:</b> {@link RegionFullException} if there is no room, before anything has changed; {@link
 * ClassCastException} if an attribute has another type than requested; {@link RegionClosedException} after the region
 * was closed.
 *
 * <p><b>Algorithm:</b> that of {@link ShmMap}.
 *
 * <p><b>Size:</b> that of a {@link ShmMap} with eight stripes.
 */
@SuppressWarnings({"exports", "serial"}) // is serialized as a handle
public final class ShmNamespace extends CollectionPrimitive {

    /** Namespaces are small, so eight stripes suffice. */
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
     * Returns an attribute.
     *
     * @param <T> the attribute's type
     * @param attribute the attribute's name
     * @param type the class of {@code T}
     * @return the value
     * @throws NoSuchElementException if the attribute is not set
     * @throws ClassCastException if the attribute has another type
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
     * Returns an attribute if it is set.
     *
     * @param <T> the attribute's type
     * @param attribute the attribute's name
     * @param type the class of {@code T}
     * @return the value; empty if the attribute is not set
     * @throws ClassCastException if the attribute has another type
     */
    public <T> Optional<T> find(String attribute, Class<T> type) {
        Object value = attributes.get(attribute);
        return value == null ? Optional.empty() : Optional.of(cast(attribute, value, type));
    }

    /**
     * Sets an attribute. Its former value may have had another type.
     *
     * @param attribute the attribute's name
     * @param value the value, not null
     * @throws IllegalArgumentException if a namespace cannot store values of this type
     * @throws RegionFullException if there is no room
     */
    public void set(String attribute, Object value) {
        attributes.set(attribute, value);
    }

    /**
     * Replaces an attribute's value by a function of it, atomically.
     *
     * @param <T> the attribute's type
     * @param attribute the attribute's name
     * @param type the class of {@code T}
     * @param function runs once while other writers wait; it must be short and must not use this namespace
     * @return the new value
     * @throws NoSuchElementException if the attribute is not set
     * @throws ClassCastException if the attribute has another type
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

    /**
     * Removes an attribute.
     *
     * @param attribute the attribute's name
     * @return false if it was not set
     */
    public boolean delete(String attribute) {
        return attributes.delete(attribute);
    }

    /**
     * Returns the names of all attributes at this moment.
     *
     * @return a copy
     */
    public Set<String> names() {
        return Set.copyOf(attributes.keySet());
    }

    /**
     * Returns the name in the region.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /** Lists the names of the first hundred attributes, or the reason why they cannot be read. Never throws. */
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
