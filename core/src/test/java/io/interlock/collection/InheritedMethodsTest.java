package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.internal.map.MapViews;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The JDK's superclasses and default methods call size() and then do something with an index of it, which fails where
 * another process changes the collection in between. So whatever a collection inherits is named here, by any JDK that
 * runs this: each of these calls one operation of the collection, or one iterator.
 */
class InheritedMethodsTest {

    /** By one iterator, or by one call of a method of the collection. */
    private static final Set<String> ALL = Set.of(
            "stream()", "parallelStream()", "forEach(Consumer)", "toArray(IntFunction)", "isEmpty()", "toString()");

    /** By one iterator of each list, or by one call. */
    private static final Set<String> LISTS =
            Set.of("equals(Object)", "hashCode()", "listIterator()", "addFirst(Object)", "addLast(Object)");

    /** The toArray of AbstractCollection copes with a size that changes; the others go from one element to the next. */
    private static final Set<String> VIEWS = Set.of(
            "equals(Object)",
            "hashCode()",
            "toArray()",
            "toArray(Object[])",
            "containsAll(Collection)",
            "removeAll(Collection)",
            "add(Object)",
            "addAll(Collection)");

    /** By one iterator; equals is weakly consistent, as that of ConcurrentHashMap. */
    private static final Set<String> MAPS =
            Set.of("equals(Object)", "hashCode()", "forEach(BiConsumer)", "getOrDefault(Object,Object)");

    @Test
    void nothingIsInheritedThatReadsASizeFirst() {
        check(ShmList.class, LISTS);
        check(SharedSubList.class, LISTS);
        check(ReversedList.class, LISTS);
        check(ShmQueue.class, Set.of());
        check(ShmMap.class, MAPS);
        for (Class<?> view : MapViews.class.getDeclaredClasses()) {
            if (Iterable.class.isAssignableFrom(view)) {
                check(view, VIEWS);
            }
        }
    }

    private static void check(Class<?> type, Set<String> reviewed) {
        assertThat(inherited(type))
                .as(type.getSimpleName())
                .filteredOn(method -> !ALL.contains(method) && !reviewed.contains(method))
                .isEmpty();
    }

    private static Set<String> inherited(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .filter(method -> method.getDeclaringClass().getName().startsWith("java."))
                .map(InheritedMethodsTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"));
    }
}
