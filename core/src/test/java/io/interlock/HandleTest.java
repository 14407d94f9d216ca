package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.collection.Codec;
import io.interlock.collection.Codecs;
import io.interlock.collection.QueueOptions;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmLatch;
import io.interlock.sync.ShmLock;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Regions and primitives as handles, written and read in one process; in two: {@code TravellingTest}. */
class HandleTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    /** What {@link Region} offers by name: also what is added after this test was written. */
    static List<Method> factories() {
        return Arrays.stream(Region.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType().getSimpleName().startsWith("Shm"))
                // An action stays with the process that brings it.
                .filter(method -> !List.of(method.getParameterTypes()).contains(Runnable.class))
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void everyPrimitiveComesBackAsTheOneOfItsName(Method factory) throws Exception {
        Object[] arguments = Arrays.stream(factory.getParameterTypes())
                .map(HandleTest::sample)
                .toArray();
        Object primitive = factory.invoke(region, arguments);
        Region arrived = copy(region);
        Object copy = copy((Serializable) primitive);
        assertThat(copy).hasSameClassAs(primitive).isNotSameAs(primitive);
        assertThat(copy).isSameAs(factory.invoke(arrived, arguments)).isSameAs(copy((Serializable) primitive));
        arrived.close();
    }

    private static Object sample(Class<?> parameter) {
        if (parameter == String.class) {
            return "größe";
        }
        if (parameter == int.class) {
            return 3;
        }
        if (parameter == long.class) {
            return 3L;
        }
        if (parameter == boolean.class) {
            return true;
        }
        if (parameter == Codec.class) {
            return Codecs.string();
        }
        if (parameter == QueueOptions.class) {
            return QueueOptions.ofBytes(300);
        }
        if (parameter.isEnum()) {
            return parameter.getEnumConstants()[1];
        }
        if (parameter.isPrimitive()) {
            // The zero of the type, boxed.
            return Array.get(Array.newInstance(parameter, 1), 0);
        }
        throw new AssertionError("say here what a " + parameter + " is to be");
    }

    @Test
    void aCopyIsTheSameInSharedMemory() throws Exception {
        ShmLong value = region.longValue("value");
        ShmLong copy = copy(value);
        value.set(5);
        assertThat(copy.getAndAdd(2)).isEqualTo(5);
        assertThat(value.get()).isEqualTo(7);
        closeArrived();
    }

    @Test
    void aCopyHasTheConfigurationOfItsOriginal() throws Exception {
        ShmLock lock = copy(region.lock("lock", OnOwnerDeath.HAND_OVER));
        Region arrived = copy(region);
        assertThat(arrived.lock("lock", OnOwnerDeath.HAND_OVER)).isSameAs(lock);
        assertThatThrownBy(() -> arrived.lock("lock")).isInstanceOf(PrimitiveMismatchException.class);
        arrived.close();
    }

    @Test
    void allThatArrivesSharesOneRegion() throws Exception {
        Region arrived = copy(region);
        assertThat(arrived).isNotSameAs(region).isSameAs(copy(region));
        assertThat(arrived.path()).isEqualTo(region.path());
        ShmLong value = copy(region.longValue("value"));
        arrived.close();
        assertThatThrownBy(value::get).isInstanceOf(RegionClosedException.class);
        assertThat(region.isClosed()).isFalse();

        Region again = copy(region);
        assertThat(again).isNotSameAs(arrived);
        assertThat(copy(region.longValue("value")).get()).isZero();
        again.close();
    }

    @Test
    void aRelativePathTravelsAsAnAbsoluteOne() throws Exception {
        Path relative = Path.of("").toAbsolutePath().relativize(workspace.path());
        try (Region opened = Region.open(relative);
                Region arrived = copy(opened)) {
            assertThat(arrived.path()).isAbsolute();
            assertThat(arrived.path().normalize()).isEqualTo(workspace.path());
        }
    }

    @Test
    void aClosedRegionDoesNotTravel() {
        ShmLong value = region.longValue("value");
        region.close();
        assertThatThrownBy(() -> bytes(region)).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> bytes(value)).isInstanceOf(RegionClosedException.class);
    }

    @Test
    void anUnlinkedRegionDoesNotTravel() {
        ShmLong value = region.longValue("value");
        region.unlink();
        assertThatThrownBy(() -> bytes(value))
                .isInstanceOf(RegionNotFoundException.class)
                .hasMessageContaining(region.path().toString())
                .hasMessageContaining("unlinked");
        value.set(1);
        assertThat(value.get()).isEqualTo(1);
    }

    @Test
    void aHandleOfAnUnlinkedRegionIsRefused() throws Exception {
        byte[] handle = bytes(region.longValue("value"));
        region.unlink();
        assertThatThrownBy(() -> object(handle))
                .isInstanceOf(RegionNotFoundException.class)
                .hasMessageContaining(region.path().toString())
                .hasMessageContaining("unlinked since the handle was made");
        assertThat(Files.exists(region.path())).isFalse();
    }

    @Test
    void aHandleIsRefusedByAnotherRegionOfItsName() throws Exception {
        byte[] value = bytes(region.longValue("value"));
        byte[] whole = bytes(region);
        region.unlink();
        Region other = workspace.open();
        for (byte[] handle : List.of(value, whole)) {
            assertThatThrownBy(() -> object(handle))
                    .isInstanceOf(RegionNotFoundException.class)
                    .hasMessageContaining(region.path().toString())
                    .hasMessageContaining(" id=")
                    .hasMessageContaining(" found=")
                    .hasMessageContaining("another one created under its name");
        }
        assertThat(other.longValue("value").get()).isZero();
    }

    @Test
    void whatHasArrivedOutlivesTheName() throws Exception {
        byte[] handle = bytes(region.longValue("value"));
        Region arrived = copy(region);
        region.unlink();
        ((ShmLong) object(handle)).set(3);
        assertThat(region.longValue("value").get()).isEqualTo(3);
        arrived.close();
    }

    @Test
    void aStreamThatHoldsAPrimitiveItselfIsRefused() throws Exception {
        for (Class<?> type : List.of(ShmLong.class, ShmLatch.class, ShmLock.class)) {
            assertThatThrownBy(() -> object(forged(type)))
                    .isInstanceOf(InvalidObjectException.class)
                    .hasMessageContaining("is serialized as a handle only");
        }
        assertThatThrownBy(() -> object(forged(Region.class))).isInstanceOf(ObjectStreamException.class);
    }

    /** What a class without fields would be in a stream, but said to be this one. */
    private static byte[] forged(Class<?> type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes) {
            @Override
            protected void writeClassDescriptor(ObjectStreamClass described) throws IOException {
                super.writeClassDescriptor(
                        described.forClass() == Empty.class ? ObjectStreamClass.lookup(type) : described);
            }
        }) {
            out.writeObject(new Empty());
        }
        return bytes.toByteArray();
    }

    private static final class Empty implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private void closeArrived() throws Exception {
        copy(region).close();
    }

    private static <T extends Serializable> T copy(T original) throws Exception {
        @SuppressWarnings("unchecked")
        T copy = (T) object(bytes(original));
        return copy;
    }

    private static byte[] bytes(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object object(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
