package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.io.Serializable;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CodecsTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    /** A record with components of many types, and another in it. */
    @SuppressWarnings("ArrayRecordComponent") // compared field by field
    record Order(
            String customer, long amount, double price, boolean paid, TimeUnit unit, Address address, byte[] data) {}

    record Address(String town, @Nullable Integer house) {}

    record Link(URI uri) {}

    /** As {@link Address} might be in another version of the program. */
    static final class Other {
        record Address(String town, Long house) {}
    }

    @Test
    void valuesComeBack() {
        assertThat(again(Codecs.string(), "Grüße, 世界")).isEqualTo("Grüße, 世界");
        assertThat(again(Codecs.string(), "")).isEmpty();
        assertThat(again(Codecs.int32(), -7)).isEqualTo(-7);
        assertThat(again(Codecs.int64(), Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
        assertThat(again(Codecs.int16(), (short) 300)).isEqualTo((short) 300);
        assertThat(again(Codecs.int8(), (byte) -1)).isEqualTo((byte) -1);
        assertThat(again(Codecs.char16(), 'ß')).isEqualTo('ß');
        assertThat(again(Codecs.float64(), Math.PI)).isEqualTo(Math.PI);
        assertThat(again(Codecs.float32(), 1.5f)).isEqualTo(1.5f);
        assertThat(again(Codecs.bool(), true)).isTrue();
        assertThat(again(Codecs.bytes(), new byte[] {1, 2})).containsExactly(1, 2);
        assertThat(again(Codecs.ofEnum(TimeUnit.class), TimeUnit.HOURS)).isEqualTo(TimeUnit.HOURS);
    }

    @Test
    void recordsComeBackWithWhatIsInThem() {
        Order order = new Order("Ada", 3, 1.5, true, TimeUnit.DAYS, new Address("Rome", null), new byte[] {9});
        Order found = again(Codecs.ofRecord(Order.class), order);
        assertThat(found).usingRecursiveComparison().isEqualTo(order);
        assertThat(Codecs.ofRecord(Order.class).id())
                .hasSizeLessThanOrEqualTo(100)
                .doesNotContain(" ");
    }

    @Test
    void aRecordOfAnotherVersionHasAnotherId() {
        assertThat(Codecs.ofRecord(Address.class).id())
                .isNotEqualTo(Codecs.ofRecord(Other.Address.class).id());
        Region region = workspace.open();
        region.map("addresses", Codecs.string(), Codecs.ofRecord(Address.class));
        assertThatThrownBy(() -> region.map("addresses", Codecs.string(), Codecs.ofRecord(Other.Address.class)))
                .isInstanceOf(PrimitiveMismatchException.class);
    }

    @Test
    void recordsTakeCodecsForOtherTypes() {
        assertThatThrownBy(() -> Codecs.ofRecord(Link.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("component=uri")
                .hasMessageContaining("java.net.URI");
        Codec<Link> codec = Codecs.ofRecord(Link.class, Map.of(URI.class, Codecs.serializable(URI.class)));
        assertThat(again(codec, new Link(URI.create("a:b")))).isEqualTo(new Link(URI.create("a:b")));
    }

    @Test
    void serializableObjectsOfOtherClassesAreRefused() {
        ArrayList<Serializable> harmless = new ArrayList<>(List.of("a", 1, 2L));
        @SuppressWarnings("unchecked") // a class literal has no type arguments
        Codec<ArrayList<Serializable>> codec =
                (Codec<ArrayList<Serializable>>) (Codec<?>) Codecs.serializable(ArrayList.class);
        assertThat(again(codec, harmless)).isEqualTo(harmless);
        ArrayList<Serializable> foreign = new ArrayList<>(List.of(URI.create("a:b")));
        assertThatThrownBy(() -> codec.encode(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.net.URI")
                .hasMessageContaining("allow it with Codecs.serializable(ArrayList.class, java.net.URI.class)");
        Codec<Serializable> lenient = Codecs.serializable(Serializable.class, ArrayList.class, URI.class);
        byte[] bytes = lenient.encode(foreign);
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("URI");
    }

    @Test
    void whatCannotBeReadNamesMapKeyAndReasonAndBreaksNothingElse() {
        Region region = workspace.open();
        ShmMap<String, Address> map =
                region.map("addresses", Codecs.string(), new Refusing(Codecs.ofRecord(Address.class)));
        map.put("good", new Address("Rome", 1));
        map.put("bad", new Address("Atlantis", 2));
        assertThatThrownBy(() -> map.get("bad"))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("map=addresses")
                .hasMessageContaining("key=bad")
                .hasMessageContaining("no such town");
        assertThatThrownBy(() -> map.put("bad", new Address("Rome", 3))).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> map.get("bad")).isInstanceOf(CodecException.class);
        assertThat(map.get("good")).isEqualTo(new Address("Rome", 1));
        assertThat(map).hasSize(2);
        map.set("bad", new Address("Rome", 3));
        assertThat(map.get("bad")).isEqualTo(new Address("Rome", 3));
        map.set("bad", new Address("Atlantis", 2));
        assertThat(map.delete("bad")).isTrue();
        assertThat(map.verify()).isEmpty();
    }

    @Test
    void anIteratorTellsOfWhatCannotBeReadInItsTurnAndGoesOn() {
        Region region = workspace.open();
        ShmMap<String, Address> map =
                region.map("addresses", Codecs.string(), new Refusing(Codecs.ofRecord(Address.class)));
        for (int i = 0; i < 20; i++) {
            map.put("good " + i, new Address("Rome", i));
            map.put("bad " + i, new Address("Atlantis", i));
        }
        assertThat(map.keySet()).hasSize(40).contains("bad 7");
        List<String> read = new ArrayList<>();
        int refused = 0;
        for (Iterator<Address> addresses = map.values().iterator(); addresses.hasNext(); ) {
            try {
                read.add(addresses.next().town());
            } catch (CodecException e) {
                assertThat(e).hasMessageContaining("map=addresses").hasMessageContaining("key=bad ");
                refused++;
                addresses.remove();
            }
        }
        assertThat(refused).isEqualTo(20);
        assertThat(read).hasSize(20).containsOnly("Rome");
        assertThat(map).hasSize(20).containsEntry("good 3", new Address("Rome", 3));
        assertThat(map.verify()).isEmpty();
    }

    @Test
    void aKeyThatCannotBeReadIsToldOfByItsBytes() {
        Region region = workspace.open();
        ShmMap<Address, Integer> map =
                region.map("addresses", new Refusing(Codecs.ofRecord(Address.class)), Codecs.int32());
        map.put(new Address("Rome", 1), 1);
        map.put(new Address("Atlantis", 2), 2);
        List<Integer> values = new ArrayList<>(map.values());
        assertThat(values).containsExactlyInAnyOrder(1, 2);
        assertThatThrownBy(() -> new ArrayList<>(map.keySet()))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("key=0x00000008")
                .hasMessageContaining("no such town");
        for (Iterator<Map.Entry<Address, Integer>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            try {
                entries.next();
            } catch (CodecException e) {
                entries.remove();
            }
        }
        assertThat(map).containsOnlyKeys(new Address("Rome", 1));
    }

    @Test
    void anElementThatCannotBeReadIsReplacedOrDeleted() {
        Region region = workspace.open();
        ShmList<Address> list = region.list("addresses", new Refusing(Codecs.ofRecord(Address.class)));
        list.addAll(List.of(new Address("Atlantis", 0), new Address("Rome", 1), new Address("Atlantis", 2)));
        assertThatThrownBy(() -> list.get(2))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("list=addresses")
                .hasMessageContaining("key=2")
                .hasMessageContaining("no such town");
        assertThatThrownBy(() -> list.remove(2)).isInstanceOf(CodecException.class);
        assertThat(list).hasSize(3);
        list.delete(2);
        list.put(0, new Address("Oslo", 0));
        assertThat(list).containsExactly(new Address("Oslo", 0), new Address("Rome", 1));
        assertThatThrownBy(() -> list.delete(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private <T> T again(Codec<T> codec, T value) {
        ShmMap<String, T> map = workspace.open().map(codec.id(), Codecs.string(), codec);
        map.put("key", value);
        T viaDecode = codec.decode(ByteBuffer.wrap(codec.encode(value)).asReadOnlyBuffer());
        assertThat(codec.encode(viaDecode)).isEqualTo(codec.encode(value));
        return map.get("key");
    }

    /** Does not read one value. */
    private record Refusing(Codec<Address> addresses) implements Codec<Address> {

        @Override
        public String id() {
            return "refusing:" + addresses.id();
        }

        @Override
        public byte[] encode(Address value) {
            return addresses.encode(value);
        }

        @Override
        public Address decode(ByteBuffer bytes) {
            Address address = addresses.decode(bytes);
            if (address.town().equals("Atlantis")) {
                throw new IllegalArgumentException("no such town");
            }
            return address;
        }
    }
}
