package io.interlock.internal.codec;

import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The classes that may appear in a serialized value: the named classes, and what the JDK's own serialization of a named
 * JDK class writes.
 *
 * <p>A named class brings its serializable superclasses. A named JDK class also brings the types of its serializable fields,
 * JDK implementations of those that are abstract, and the non-public classes of its package: {@code java.time.Ser}, which
 * stands for every {@code Instant}, the serialization proxies of {@code EnumSet} and {@code List.of}, the wrappers of
 * {@code Collections}. Their names are no API, so that no user could list them.
 */
final class SerializedClasses implements Predicate<Class<?>> {

    /** {@code Map.Entry} is an array's component type, by which a hash map asks whether its table may be so large. */
    private static final Set<Class<?>> HARMLESS = Set.of(
            String.class,
            Number.class,
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Double.class,
            Float.class,
            Boolean.class,
            Character.class,
            Enum.class,
            Object.class,
            Map.Entry.class);

    /** Too general to stand for their implementations. */
    private static final Set<Class<?>> GENERAL =
            Set.of(Object.class, Serializable.class, Comparable.class, Cloneable.class, Record.class, Enum.class);

    private final Set<Class<?>> named = new HashSet<>();

    /** Abstract types of the JDK, whose JDK implementations are allowed. */
    private final Set<Class<?>> abstractTypes = new HashSet<>();

    /** Of the JDK; their non-public classes are allowed. */
    private final Set<String> packages = new HashSet<>();

    SerializedClasses(Class<?>... classes) {
        for (Class<?> type : classes) {
            add(type);
        }
    }

    void add(Class<?> type) {
        Class<?> element = elementOf(type);
        if (element.isPrimitive() || !named.add(element)) {
            return;
        }
        if (isOfJdk(element)) {
            packages.add(element.getPackageName());
            if (Modifier.isAbstract(element.getModifiers()) && !GENERAL.contains(element)) {
                abstractTypes.add(element);
            }
            addFields(element);
        }
        Class<?> superclass = element.getSuperclass();
        if (superclass != null && superclass != Object.class && Serializable.class.isAssignableFrom(superclass)) {
            add(superclass);
        }
    }

    private void addFields(Class<?> type) {
        ObjectStreamClass description = ObjectStreamClass.lookup(type);
        if (description == null || type.isEnum()) {
            return;
        }
        for (ObjectStreamField field : description.getFields()) {
            Class<?> fieldType = elementOf(field.getType());
            if (isOfJdk(fieldType) && !GENERAL.contains(fieldType)) {
                add(fieldType);
            }
        }
    }

    @Override
    public boolean test(Class<?> found) {
        Class<?> element = elementOf(found);
        return element.isPrimitive()
                || HARMLESS.contains(element)
                || named.contains(element)
                || (isOfJdk(element) && isWrittenByJdk(element));
    }

    private boolean isWrittenByJdk(Class<?> found) {
        return (isHidden(found) && packages.contains(found.getPackageName()))
                || abstractTypes.stream().anyMatch(type -> type.isAssignableFrom(found));
    }

    private static Class<?> elementOf(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }

    private static boolean isOfJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        String module = type.getModule().getName();
        return (loader == null || ClassLoader.getPlatformClassLoader().equals(loader))
                && module != null
                && module.startsWith("java.");
    }

    /** True where the class, or one around it, is not public. */
    private static boolean isHidden(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (!Modifier.isPublic(each.getModifiers())) {
                return true;
            }
        }
        return false;
    }
}
