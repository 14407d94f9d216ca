package io.interlock.internal.directory;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.Kind;
import io.interlock.internal.thread.Inspection;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a public primitive is laid out, created and attached. Each public class registers its own type when it is
 * initialised, so that its constructor and its layout stay private to its package.
 *
 * @param kind what it is, in the region's directory
 * @param bytes of shared memory for a configuration, starting as zeros
 * @param describe the configuration as it stands in the region, {@code key=value}; refuses one that makes no sense
 * @param initialize writes what is not zero at the start; nobody else sees the memory yet
 * @param attach makes the object through which this process uses the entry
 * @param inspector tells people what the shared words say; see {@link #inspectedBy}
 * @param verifier tells whether they are whole; see {@link #verifiedBy}
 * @param builtInLock gives the lock that is part of the entry; see {@link #lockedBy}
 * @param <T> the public class
 * @param <C> its configuration, which all who attach must agree on
 */
public record PrimitiveType<T, C>(
        Kind kind,
        ToIntFunction<C> bytes,
        Function<C, String> describe,
        BiConsumer<MappedMemory, C> initialize,
        Constructor<T, C> attach,
        Inspection.Inspector inspector,
        Verification.Verifier verifier,
        @Nullable Function<? super T, ?> builtInLock) {

    private static final Map<Class<?>, PrimitiveType<?, ?>> TYPES = new ConcurrentHashMap<>();

    /** A public class's private constructor. */
    @FunctionalInterface
    public interface Constructor<T, C> {
        T attach(Attachment region, DirectoryEntry entry, C config);
    }

    /** A type that has nothing to tell people, so far. */
    public PrimitiveType(
            Kind kind,
            ToIntFunction<C> bytes,
            Function<C, String> describe,
            BiConsumer<MappedMemory, C> initialize,
            Constructor<T, C> attach) {
        this(
                kind,
                bytes,
                describe,
                initialize,
                attach,
                Inspection.Inspector.NOTHING,
                Verification.Verifier.NOTHING,
                null);
    }

    /** The same type, which tells people of itself. */
    public PrimitiveType<T, C> inspectedBy(Inspection.Inspector newInspector) {
        return new PrimitiveType<>(kind, bytes, describe, initialize, attach, newInspector, verifier, builtInLock);
    }

    /** The same type, of which it can be told whether it is whole. */
    public PrimitiveType<T, C> verifiedBy(Verification.Verifier newVerifier) {
        return new PrimitiveType<>(kind, bytes, describe, initialize, attach, inspector, newVerifier, builtInLock);
    }

    /** The same type, whose entry holds a lock too, which has no entry of its own: the same object at each call. */
    public PrimitiveType<T, C> lockedBy(Function<? super T, ?> newLock) {
        return new PrimitiveType<>(kind, bytes, describe, initialize, attach, inspector, verifier, newLock);
    }

    /** A type that starts as zeros. */
    public static <T, C> PrimitiveType<T, C> zeroed(
            Kind kind, int bytes, Function<C, String> describe, Constructor<T, C> attach) {
        return zeroed(kind, config -> bytes, describe, attach);
    }

    /** A type that starts as zeros, and whose size is part of its configuration. */
    public static <T, C> PrimitiveType<T, C> zeroed(
            Kind kind, ToIntFunction<C> bytes, Function<C, String> describe, Constructor<T, C> attach) {
        return new PrimitiveType<>(kind, bytes, describe, (body, config) -> {}, attach);
    }

    /** A type without configuration, that starts as zeros. */
    public static <T> PrimitiveType<T, Class<T>> plain(Kind kind, int bytes, PlainConstructor<T> attach) {
        return zeroed(kind, bytes, config -> "", (region, entry, config) -> attach.attach(region, entry));
    }

    /** The constructor of a class without configuration. */
    @FunctionalInterface
    public interface PlainConstructor<T> {
        T attach(Attachment region, DirectoryEntry entry);
    }

    /** Called by the public class's static initialiser. */
    public static <T> void register(Class<T> type, PrimitiveType<T, ?> description) {
        TYPES.put(type, description);
    }

    /** What tells about entries of this kind; what tells nothing where no primitive of the kind was used so far. */
    public static Inspection.Inspector inspectorOf(int kind) {
        return TYPES.values().stream()
                .filter(type -> type.kind().code() == kind)
                .map(PrimitiveType::inspector)
                .findFirst()
                .orElse(Inspection.Inspector.NOTHING);
    }

    /** The type of a public class; the caller knows which configuration it takes. */
    @SuppressWarnings("unchecked") // register() ties T; C is a convention between the class and Region
    public static <T, C> PrimitiveType<T, C> of(Class<T> type) {
        try {
            MethodHandles.lookup().ensureInitialized(type);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("class=" + type.getName() + " cannot be initialised", e);
        }
        PrimitiveType<?, ?> found = TYPES.get(type);
        if (found == null) {
            throw new IllegalStateException("class=" + type.getName() + " is no primitive");
        }
        return (PrimitiveType<T, C>) found;
    }
}
