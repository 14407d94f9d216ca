package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.testing.CrashCase;
import io.interlock.testing.CrashCase.Step;
import java.util.List;

/** An attribute was set or not. */
final class NamespaceCrashes {

    private NamespaceCrashes() {}

    static List<CrashCase<ShmNamespace>> cases() {
        return List.of(
                of("set", namespace -> namespace.set("new", 1))
                        .happened(namespace ->
                                namespace.find("new", Integer.class).isPresent())
                        .instead(namespace -> namespace.set("new", 1))
                        .afterwards((namespace, completed) -> assertHolds(namespace, "old", "before", "new", 1)),
                of("set as another type", namespace -> namespace.set("old", 1))
                        .happened(
                                namespace -> namespace.get("old", Object.class).equals(1))
                        .instead(namespace -> namespace.set("old", 1))
                        .afterwards((namespace, completed) -> assertHolds(namespace, "old", 1)),
                of("update", namespace -> namespace.update("old", String.class, old -> old + "!"))
                        .happened(
                                namespace -> namespace.get("old", String.class).equals("before!"))
                        .instead(namespace -> namespace.update("old", String.class, old -> old + "!"))
                        .afterwards((namespace, completed) -> assertHolds(namespace, "old", "before!")),
                of("delete", namespace -> namespace.delete("old"))
                        .happened(namespace -> namespace.names().isEmpty())
                        .instead(
                                namespace -> assertThat(namespace.delete("old")).isTrue())
                        .afterwards((namespace, completed) -> assertHolds(namespace)));
    }

    private static CrashCase<ShmNamespace> of(String operation, Step<ShmNamespace> step) {
        return CrashCase.of("namespace " + operation, (region, name) -> region.namespace(name), step)
                .before(namespace -> namespace.set("old", "before"));
    }

    /** Exactly these, name and value in turn, and it goes on. */
    private static void assertHolds(ShmNamespace namespace, Object... attributes) {
        assertThat(namespace.names()).hasSize(attributes.length / 2);
        for (int i = 0; i < attributes.length; i += 2) {
            assertThat(namespace.get((String) attributes[i], Object.class)).isEqualTo(attributes[i + 1]);
        }
        namespace.set("more", true);
        assertThat(namespace.delete("more")).isTrue();
    }
}
