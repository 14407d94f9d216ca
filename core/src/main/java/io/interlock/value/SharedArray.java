package io.interlock.value;

import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.directory.StateText;
import io.interlock.internal.format.ArrayLayout;
import io.interlock.internal.format.Kind;
import io.interlock.internal.value.BuiltInLock;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the arrays of all types share: which elements there are, and where. */
@SuppressWarnings("serial") // is serialized as a handle
abstract class SharedArray extends LockedPrimitive {

    private final int elementBytes;

    /** Where element 0 is; not the body's first in a slice. */
    private final int begin;

    private final int length;

    /** Null where this is the whole array. */
    private final @Nullable SharedArray whole;

    /** A slice on its way to another process. */
    private record SliceHandle(SharedArray whole, int from, int to) implements Serializable {

        @Serial
        private Object readResolve() {
            return whole.slice(from, to);
        }
    }

    /** How an array stands in a region; the configuration is its length. */
    static <T extends SharedArray> PrimitiveType<T, Integer> type(
            Kind kind, int elementBytes, PrimitiveType.Constructor<T, Integer> constructor) {
        return PrimitiveType.zeroed(
                        kind,
                        length -> ArrayLayout.bytes(length, elementBytes),
                        length -> "length=" + ArrayLayout.requireLength(length, elementBytes),
                        constructor)
                .inspectedBy(BuiltInLock.INSPECTOR)
                .lockedBy(SharedArray::lock);
    }

    SharedArray(Attachment region, DirectoryEntry entry, int length, int elementBytes) {
        super(region, entry);
        this.elementBytes = elementBytes;
        this.begin = ArrayLayout.ELEMENTS;
        this.length = length;
        this.whole = null;
    }

    /** A slice, of an array or of another slice. */
    SharedArray(SharedArray of, int from, int to) {
        super(of);
        this.begin = of.at(from, to - from);
        this.length = to - from;
        this.whole = of.whole == null ? of : of.whole;
        this.elementBytes = of.elementBytes;
    }

    /** How many elements it has. */
    public final int length() {
        return length;
    }

    /** The elements from one index to another, as an array. */
    abstract SharedArray slice(int from, int to);

    @Override
    final Object handle() throws ObjectStreamException {
        if (whole == null) {
            return super.handle();
        }
        int from = (begin - ArrayLayout.ELEMENTS) / elementBytes;
        return new SliceHandle(whole, from, from + length);
    }

    /** The elements, of a long array the first hundred, read one by one; where the region is closed, what says so. */
    @Override
    public final String toString() {
        if (region.isClosed()) {
            return getClass().getSimpleName() + "[" + name() + ", length=" + length + ", closed]";
        }
        return StateText.ofElements(
                this,
                region,
                name(),
                "[]",
                () -> IntStream.range(0, length).mapToObj(this::elementAsText).iterator());
    }

    abstract String elementAsText(int index);

    /** As {@link SharedValue#open}. */
    final void requireOpen() {
        region.requireOpen();
    }

    /** The place of an element. */
    final int at(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException(where() + " index=" + index + " length=" + length);
        }
        return begin + index * elementBytes;
    }

    /** The place of {@code count} elements. */
    final int at(int from, int count) {
        if (from < 0 || count < 0 || from > length - count) {
            throw new IndexOutOfBoundsException(where() + " from=" + from + " count=" + count + " length=" + length);
        }
        return begin + from * elementBytes;
    }

    private String where() {
        return region.file().where() + " array=" + name();
    }
}
