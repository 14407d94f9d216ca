package io.interlock.memory;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a public primitive is laid out, created and attached. Each public class registers its own type when it is
 * initialised, so that its constructor and its layout stay private to its package.
 *
 * @param <T> the public class
 * @param <C> its configuration, which all who attach must agree on
 */
public abstract class PrimitiveType<T, C> {

    private static final Map<Class<?>, PrimitiveType<?, ?>> TYPES = new ConcurrentHashMap<>();

    private final Kind kind;

    protected PrimitiveType(Kind kind) {
        this.kind = kind;
    }

    /** Called by the public class's static initialiser. */
    public static <T> void register(Class<T> type, PrimitiveType<T, ?> description) {
        TYPES.put(type, description);
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

    public final Kind kind() {
        return kind;
    }

    /** The configuration as it stands in the region, {@code key=value} separated by spaces. */
    protected abstract String describe(C config);

    /** Bytes of shared memory, starting as zeros. */
    protected abstract int bytes(C config);

    /** Writes what is not zero at the start; nobody else sees the memory yet. */
    protected void initialize(MappedMemory body, C config) {}

    /** The object through which this process uses the entry. */
    protected abstract T attach(Attachment region, Heap.Entry entry, C config);
}
