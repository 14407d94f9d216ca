package io.interlock.internal.list;

import io.interlock.internal.format.RecordLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An element of a list as a reader found it. Two are equal if they are the same element of the list; an element with the same
 * value that was added later has another {@link RecordLayout#MARK} and is not equal.
 */
public final class ListElement {

    private final int mark;
    private final byte[] bytes;
    private final long record;

    /**
     * @param bytes the element's bytes, never changed
     * @param record where it was; it is somewhere else once records have been moved
     */
    ListElement(int mark, byte[] bytes, long record) {
        this.mark = mark;
        this.bytes = bytes;
        this.record = record;
    }

    int mark() {
        return mark;
    }

    public byte[] bytes() {
        return bytes;
    }

    long record() {
        return record;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ListElement that && mark == that.mark && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return mark;
    }
}
