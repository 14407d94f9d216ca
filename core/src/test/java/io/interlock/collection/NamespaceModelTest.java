package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A namespace gives what a {@link HashMap} of objects gives. */
class NamespaceModelTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    @Timeout(180) // watchdog: a process that fails leaves the other waiting
    void doesAsTheModelDoes() throws Exception {
        new Namespaces().play(workspace);
    }

    /** What a namespace and its model have in common. */
    private interface Attributes {
        void set(String name, Object value);

        @Nullable
        Object find(String name);

        boolean delete(String name);

        /** Throws as a namespace does. */
        Object update(String name, Class<?> type, UnaryOperator<Object> function);

        Set<String> names();
    }

    private record Shared(ShmNamespace namespace) implements Attributes {

        @Override
        public void set(String name, Object value) {
            namespace.set(name, value);
        }

        @Override
        public @Nullable Object find(String name) {
            return namespace.find(name, Object.class).orElse(null);
        }

        @Override
        public boolean delete(String name) {
            return namespace.delete(name);
        }

        @Override
        public Object update(String name, Class<?> type, UnaryOperator<Object> function) {
            return update(name, type, function, namespace);
        }

        private static <T> T update(String name, Class<T> type, UnaryOperator<Object> function, ShmNamespace to) {
            return to.update(name, type, value -> type.cast(function.apply(value)));
        }

        @Override
        public Set<String> names() {
            return namespace.names();
        }
    }

    private record Model(Map<String, Object> map) implements Attributes {

        @Override
        public void set(String name, Object value) {
            map.put(name, value);
        }

        @Override
        public @Nullable Object find(String name) {
            return map.get(name);
        }

        @Override
        public boolean delete(String name) {
            return map.remove(name) != null;
        }

        @Override
        public Object update(String name, Class<?> type, UnaryOperator<Object> function) {
            Object value = map.get(name);
            if (value == null) {
                throw new NoSuchElementException();
            }
            Object updated = function.apply(type.cast(value));
            map.put(name, updated);
            return updated;
        }

        @Override
        public Set<String> names() {
            return Set.copyOf(map.keySet());
        }
    }

    private static final class Namespaces extends ModelGame<Attributes> {

        private static final long serialVersionUID = 1L;
        private static final int NAMES = 20;
        private static final int MAX_LENGTH = 300;

        @Override
        Attributes shared(Region region, int me) {
            return new Shared(region.namespace("namespace"));
        }

        @Override
        Attributes model() {
            return new Model(new HashMap<>());
        }

        @Override
        Object change(Attributes on, int mover, Random random) {
            String name = "name " + random.nextInt(NAMES);
            return String.valueOf(
                    switch (random.nextInt(8)) {
                        case 0, 1, 2 -> {
                            on.set(name, value(random));
                            yield on.find(name);
                        }
                        case 3 -> on.delete(name);
                        case 4 -> updated(on, name, String.class, value -> value + "+");
                        case 5 -> updated(on, name, Integer.class, value -> (int) value + 1);
                        case 6 -> on.find(name);
                        default -> on.names().stream().sorted().toList();
                    });
        }

        private static Object updated(Attributes on, String name, Class<?> type, UnaryOperator<Object> function) {
            try {
                return on.update(name, type, function);
            } catch (NoSuchElementException | ClassCastException e) {
                return e.getClass();
            }
        }

        private static Object value(Random random) {
            return switch (random.nextInt(6)) {
                case 0 -> random.nextInt();
                case 1 -> random.nextLong();
                case 2 -> random.nextDouble();
                case 3 -> random.nextBoolean();
                case 4 -> (short) random.nextInt();
                default -> Integer.toString(random.nextInt(10)).repeat(random.nextInt(MAX_LENGTH));
            };
        }

        @Override
        void check(Attributes shared, Attributes model, int me) {
            assertThat(shared.names()).isEqualTo(model.names());
            for (String name : model.names()) {
                assertThat(shared.find(name)).isEqualTo(model.find(name));
            }
        }
    }
}
