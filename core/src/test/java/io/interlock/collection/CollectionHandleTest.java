package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmLock;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Collections and their codecs are serialized as handles, and collections may be each other's values. */
@Timeout(60) // watchdog against a hang
class CollectionHandleTest {

    private static final int COUNTS = 1_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    /** A value of a map. */
    public record Order(String item, int count, TimeUnit unit) {}

    static Stream<Codec<?>> codecs() {
        return Stream.of(
                Codecs.string(),
                Codecs.bytes(),
                Codecs.int8(),
                Codecs.int16(),
                Codecs.int32(),
                Codecs.int64(),
                Codecs.char16(),
                Codecs.float32(),
                Codecs.float64(),
                Codecs.bool(),
                Codecs.ofEnum(TimeUnit.class),
                Codecs.ofRecord(Order.class),
                Codecs.serializable(BigDecimal.class),
                Codecs.handle(ShmMap.class));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aCodecIsTheSameWhereItArrives(Codec<?> codec) throws Exception {
        assertThat(codec).isInstanceOf(Serializable.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(codec);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((Codec<?>) in.readObject()).id()).isEqualTo(codec.id());
        }
    }

    @Test
    void aTaskCapturesCollections() throws Exception {
        ShmMap<String, Order> orders = region.map("orders", Codecs.string(), Codecs.ofRecord(Order.class));
        ShmList<String> log = region.list("log", Codecs.string());
        orders.put("a", new Order("screws", 100, TimeUnit.DAYS));
        workspace
                .start(() -> {
                    orders.computeIfPresent("a", (key, order) -> new Order(order.item(), 50, order.unit()));
                    log.add("halved");
                })
                .join();
        assertThat(orders).containsExactly(Map.entry("a", new Order("screws", 50, TimeUnit.DAYS)));
        assertThat(log).containsExactly("halved");
    }

    @Test
    @SuppressWarnings({"rawtypes", "unchecked"}) // a class literal has no type arguments
    void listsMayBeTheValuesOfAMap() throws Exception {
        ShmMap<String, ShmList> lists = region.map("lists", Codecs.string(), Codecs.handle(ShmList.class));
        lists.put("fruit", region.list("fruit", Codecs.string()));
        JvmProcess other = workspace.start(() -> lists.get("fruit").add("apple"));
        other.join();
        assertThat(new ArrayList<String>(lists.get("fruit"))).containsExactly("apple");
        assertThat(region.list("fruit", Codecs.string())).containsExactly("apple");
    }

    @Test
    void locksMayBeTheValuesOfAMap() throws Exception {
        ShmMap<String, ShmLock> locks = region.map("locks", Codecs.string(), Codecs.handle(ShmLock.class));
        locks.put("a", region.lock("lock a"));
        ShmLong count = region.longValue("count");
        JvmProcess other = workspace.start(() -> countUnder(locks, count));
        countUnder(locks, count);
        other.join();
        assertThat(count.get()).isEqualTo(2 * COUNTS);
        assertThat(region.lock("lock a").isLocked()).isFalse();
    }

    private static void countUnder(ShmMap<String, ShmLock> locks, ShmLong count) {
        ShmLock lock = Objects.requireNonNull(locks.get("a"));
        for (int i = 0; i < COUNTS; i++) {
            lock.lock();
            try {
                count.setPlain(count.getPlain() + 1);
            } finally {
                lock.unlock();
            }
        }
    }

    @Test
    void aCodecThatDoesNotTravelIsNamed() {
        ShmList<String> list = region.list("list", new Upper());
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(list))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("Upper");
    }

    private static final class Upper implements Codec<String> {

        @Override
        public String id() {
            return "upper";
        }

        @Override
        public byte[] encode(String value) {
            return Codecs.string().encode(value);
        }

        @Override
        public String decode(ByteBuffer bytes) {
            return Codecs.string().decode(bytes);
        }
    }
}
