package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmLock;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attributes of several types, across processes. */
@Timeout(60) // watchdog against a hang
class NamespaceTest {

    private static final int UPDATES = 500;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmNamespace namespace = region.namespace("settings");

    static Stream<Object> values() {
        return Stream.of(
                "text, ünïcode", "", true, (byte) -1, 'x', (short) 3, 7, Long.MIN_VALUE, 1.5f, Double.NaN, new byte[] {
                    1, 2
                });
    }

    @ParameterizedTest
    @MethodSource("values")
    void keepsValuesOfEachTypeAsTheyAre(Object value) {
        namespace.set("attribute", value);
        assertThat(namespace.get("attribute", value.getClass())).isEqualTo(value);
        assertThat(namespace.find("attribute", Object.class)).isPresent();
    }

    @Test
    void aSetReplacesAlsoByAnotherType() {
        namespace.set("attribute", 1);
        namespace.set("attribute", "one");
        assertThat(namespace.get("attribute", String.class)).isEqualTo("one");
        assertThat(namespace.names()).containsExactly("attribute");
        assertThat(namespace.delete("attribute")).isTrue();
        assertThat(namespace.delete("attribute")).isFalse();
        assertThat(namespace.find("attribute", String.class)).isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        namespace.set("port", 8080);
        assertThatThrownBy(() -> namespace.get("port", String.class))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContainingAll("settings", "port", "String", "Integer");
        assertThatThrownBy(() -> namespace.get("host", String.class))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("host");
        assertThatThrownBy(() -> namespace.update("host", String.class, String::trim))
                .isInstanceOf(NoSuchElementException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> namespace.set("thread", new Thread()))
                .withMessageContaining("java.lang.Thread");
        assertThat(namespace.names()).containsExactly("port");
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without the checker may do
    void takesNoNull() {
        assertThatThrownBy(() -> namespace.set("attribute", null)).isInstanceOf(NullPointerException.class);
        namespace.set("attribute", 1);
        assertThatThrownBy(() -> namespace.update("attribute", Integer.class, value -> null))
                .isInstanceOf(NullPointerException.class);
        assertThat(namespace.get("attribute", Integer.class)).isEqualTo(1);
    }

    @Test
    void anotherProcessSeesAndChangesAttributes() throws Exception {
        namespace.set("count", 0);
        String path = workspace.path().toString();
        JvmProcess other = workspace.start(() -> {
            ShmNamespace same = Workspace.attach(path).namespace("settings");
            for (int i = 0; i < UPDATES; i++) {
                same.update("count", Integer.class, count -> count + 1);
            }
            same.set("done", true);
        });
        for (int i = 0; i < UPDATES; i++) {
            namespace.update("count", Integer.class, count -> count + 1);
        }
        other.join();
        assertThat(namespace.get("count", Integer.class)).isEqualTo(2 * UPDATES);
        assertThat(namespace.get("done", Boolean.class)).isTrue();
    }

    @Test
    void primitivesGoByTheirHandles() throws Exception {
        region.longValue("hits").set(41);
        namespace.set("hits", region.longValue("hits"));
        namespace.set("lock", region.lock("lock"));
        String path = workspace.path().toString();
        JvmProcess other = workspace.start(() -> {
            ShmNamespace same = Workspace.attach(path).namespace("settings");
            ShmLock lock = same.get("lock", ShmLock.class);
            lock.lock();
            try {
                same.get("hits", ShmLong.class).incrementAndGet();
            } finally {
                lock.unlock();
            }
        });
        other.join();
        assertThat(region.longValue("hits").get()).isEqualTo(42);
        assertThat(region.lock("lock").isLocked()).isFalse();
    }

    @Test
    void aNamespaceMayStandInAnother() {
        namespace.set("inner", region.namespace("inner"));
        namespace.get("inner", ShmNamespace.class).set("x", 1);
        assertThat(region.namespace("inner").get("x", Integer.class)).isEqualTo(1);
    }

    @Test
    void itsNameIsNoMapsName() {
        assertThatThrownBy(() -> region.map("settings", Codecs.string(), Codecs.string()))
                .isInstanceOf(PrimitiveMismatchException.class);
    }

    @Test
    void aClosedRegionSaysSo() {
        Region second = workspace.open();
        ShmNamespace closed = second.namespace("settings");
        second.close();
        assertThatThrownBy(() -> closed.set("a", 1)).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> closed.get("a", Integer.class)).isInstanceOf(RegionClosedException.class);
    }
}
