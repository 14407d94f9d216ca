package io.interlock.internal.catalogue;

<% for (t in types.sort(false) { it.Name }) { %>
import io.interlock.value.Shm${t.Name};
import io.interlock.value.Shm${t.Name}Array;
<% } %>
import java.util.List;

/** The primitives of package {@code io.interlock.value}. */
final class ValueTypes {

    /** All of them. */
    static final List<Class<?>> TYPES = List.of(
<% for (t in types) { %>
            Shm${t.Name}.class,
            Shm${t.Name}Array.class${t == types.last() ? ');' : ','}
<% } %>

    private ValueTypes() {}
}
