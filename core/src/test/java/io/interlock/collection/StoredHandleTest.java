package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.Article;
import com.example.shop.Order;
import com.example.shop.ReversedCodec;
import com.example.shop.Thing;
import io.interlock.Region;
import io.interlock.internal.codec.HandleCodec;
import io.interlock.testing.Workspace;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The handle of a collection, whatever its codecs are, is readable where it is stored, or is not stored. */
@Timeout(60) // watchdog
@SuppressWarnings({"rawtypes", "unchecked"}) // class literals have no type arguments
class StoredHandleTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    static Stream<Codec<?>> codecs() {
        return Stream.of(
                Codecs.string(),
                Codecs.ofEnum(Order.State.class),
                Codecs.ofRecord(Order.class),
                Codecs.ofRecord(
                        Mixed.class, Map.of(UUID.class, Codecs.serializable(UUID.class), long.class, Codecs.int64())),
                Codecs.serializable(Article.class, HashMap.class, Thing.class, Order.State[].class),
                Codecs.handle(ShmMap.class),
                new ReversedCodec(new HashMap<>(Map.of("a", Order.State.OPEN))));
    }

    /** A record with components of other codecs. */
    public record Mixed(UUID id, long count) {}

    @ParameterizedTest
    @MethodSource("codecs")
    void anyCollectionIsReadableWhereItIsStored(Codec<?> codec) throws Exception {
        ShmNamespace namespace = region.namespace("namespace");
        ShmMap<String, Serializable> map = region.map("map", Codecs.string(), new HandleCodec<>(Serializable.class));
        ShmQueue<ShmList> queue = region.queue("queue", Codecs.handle(ShmList.class), 8192);
        ShmList<?> list = region.list("list", codec);
        ShmMap<?, ?> other = region.map("other", codec, codec);
        namespace.set("list", list);
        map.put("list", list);
        map.put("other", other);
        queue.put(list);
        String expected = list.name();
        workspace
                .start(() -> {
                    check(expected, namespace.get("list", ShmList.class).name());
                    check(expected, ((ShmList<?>) map.get("list")).name());
                    check("other", ((ShmMap<?, ?>) map.remove("other")).name());
                    check(expected, queue.take().name());
                })
                .join();
        assertThat(namespace.get("list", ShmList.class).name()).isEqualTo("list");
        assertThat(map).containsOnlyKeys("list");
    }

    private static void check(String expected, String found) {
        if (!expected.equals(found)) {
            throw new AssertionError(expected + " " + found);
        }
    }

    @Test
    void anElementOfAListOfRecordsIsReadThroughItsHandle() throws Exception {
        ShmNamespace namespace = region.namespace("namespace");
        ShmList<Order> orders = region.list("orders", Codecs.ofRecord(Order.class));
        namespace.set("orders", orders);
        orders.add(new Order("screws", 100, Order.State.OPEN));
        workspace
                .start(() -> namespace.get("orders", ShmList.class).add(new Order("nails", 5, Order.State.DONE)))
                .join();
        assertThat(orders).extracting(Order::item).containsExactly("screws", "nails");
    }

    @Test
    void aCodecThatCouldNotBeReadIsRefusedBeforeAnythingIsStored() {
        ShmNamespace namespace = region.namespace("namespace");
        ShmList<String> list = region.list("list", new ReversedCodec(new Article("screw")));
        assertThatThrownBy(() -> namespace.set("list", list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Article.class.getName())
                .hasMessageContaining("a codec has to be Serializable");
        assertThat(namespace.names()).isEmpty();
    }

    @Test
    void aCodecThatIsNotSerializableIsRefusedBeforeAnythingIsStored() {
        ShmMap<String, ShmList> map = region.map("map", Codecs.string(), Codecs.handle(ShmList.class));
        ShmList<String> list = region.list("list", new Plain());
        assertThatThrownBy(() -> map.put("list", list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Plain.class.getName());
        assertThat(map.isEmpty()).isTrue();
    }

    private static final class Plain implements Codec<String> {

        @Override
        public String id() {
            return "plain";
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

    @Test
    void partsOfPrimitivesAreReadableWhereTheyAreStored() {
        ShmNamespace namespace = region.namespace("namespace");
        List.of(region.longValue("value").lock(), region.intArray("array", 8).slice(2, 5))
                .forEach(part -> namespace.set(part.getClass().getSimpleName(), part));
        assertThat(namespace.names()).containsExactlyInAnyOrder("ShmReentrantLock", "ShmIntArray");
        assertThat(namespace
                        .get("ShmIntArray", io.interlock.value.ShmIntArray.class)
                        .length())
                .isEqualTo(3);
    }
}
