package io.interlock;

import io.interlock.internal.directory.Attachment;
<% for (t in types.sort(false) { it.Name }) { %>
import io.interlock.value.Shm${t.Name};
import io.interlock.value.Shm${t.Name}Array;
<% } %>

/** What a {@link Region} hands out of package {@code io.interlock.value}, by name. */
abstract class RegionValues {

    final Attachment attachment;

    RegionValues(Attachment attachment) {
        this.attachment = attachment;
    }
<% for (t in types) { %>

    /** The shared {@code ${t.type}} of this name; new, it is ${t.zero}. */
    public Shm${t.Name} ${t.type}Value(String name) {
        return ${t.type}Value(name, ${t.zero});
    }

    /**
     * The shared {@code ${t.type}} of this name.
     *
     * @param initial its value if it is new; who attaches may say anything, and leaves the value as it is
     * @throws PrimitiveMismatchException if the name is another type's
     * @throws RegionFullException if it is new and does not fit
     */
    public Shm${t.Name} ${t.type}Value(String name, ${t.type} initial) {
        return attachment.primitive(Shm${t.Name}.class, name, initial);
    }
<% } %>
<% for (t in types) { %>

    /**
     * The shared array of {@code ${t.type}}s of this name; new, its elements are ${t.zero}.
     *
     * @param length how many elements it has, 0 or more; all who attach say the same
     * @throws IllegalArgumentException if the length is negative, or the array would be larger than 1 GiB
     * @throws PrimitiveMismatchException if the name is another type's, or was created with another length
     * @throws RegionFullException if it is new and does not fit
     */
    public Shm${t.Name}Array ${t.type}Array(String name, int length) {
        return attachment.primitive(Shm${t.Name}Array.class, name, length);
    }
<% } %>
}
