package io.interlock;

import io.interlock.memory.Attachment;
<% for (t in types.sort(false) { it.Name }) { %>
import io.interlock.value.Shm${t.Name};
import io.interlock.value.Shm${t.Name}Array;
<% } %>
import java.util.List;

/** The methods of {@link Region} that return primitives of package {@code io.interlock.value}. */
abstract class RegionValues {

    /** All types that these methods return. */
    static final List<Class<?>> TYPES = List.of(
<% for (t in types) { %>
            Shm${t.Name}.class,
            Shm${t.Name}Array.class${t == types.last() ? ');' : ','}
<% } %>

    final Attachment attachment;

    RegionValues(Attachment attachment) {
        this.attachment = attachment;
    }
<% for (t in types) { %>

    /**
     * Returns the shared {@code ${t.type}} of this name. The value of a new one is {@code ${t.zero}}.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @return the shared value
     * @throws PrimitiveMismatchException if the name belongs to another type
     * @throws RegionFullException if the value is new and does not fit
     */
    public Shm${t.Name} ${t.type}Value(String name) {
        return ${t.type}Value(name, ${t.zero});
    }

    /**
     * Returns the shared {@code ${t.type}} of this name.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param initial the value of a new one; ignored if the name exists
     * @return the shared value
     * @throws PrimitiveMismatchException if the name belongs to another type
     * @throws RegionFullException if the value is new and does not fit
     */
    public Shm${t.Name} ${t.type}Value(String name, ${t.type} initial) {
        return attachment.primitive(Shm${t.Name}.class, name, initial);
    }
<% } %>
<% for (t in types) { %>

    /**
     * Returns the shared array of {@code ${t.type}}s of this name. The elements of a new one are {@code ${t.zero}}.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param length the number of elements, 0 or more
     * @return the shared array
     * @throws IllegalArgumentException if the length is negative, or the array would be larger than 1 GiB
     * @throws PrimitiveMismatchException if the name belongs to another type, or to an array of another length
     * @throws RegionFullException if the array is new and does not fit
     */
    public Shm${t.Name}Array ${t.type}Array(String name, int length) {
        return attachment.primitive(Shm${t.Name}Array.class, name, length);
    }
<% } %>
}
