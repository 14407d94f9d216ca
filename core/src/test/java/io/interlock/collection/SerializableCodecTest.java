package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.Article;
import com.example.shop.Order;
import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a codec of serializable objects writes it also reads; what it would not read it does not write. */
@Timeout(60) // watchdog
@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "NonApiType", "unchecked"})
class SerializableCodecTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    /** Values of the JDK's, by the one class that is named. */
    static Stream<Arguments> valuesOfTheJdk() {
        Map<String, Integer> map = Map.of("a", 1, "b", 2);
        return Stream.of(
                named(HashMap.class, new HashMap<>(map)),
                named(HashMap.class, new HashMap<>(Map.of("a", new int[0].length))),
                named(LinkedHashMap.class, new LinkedHashMap<>(map)),
                named(TreeMap.class, new TreeMap<>(map)),
                named(TreeMap.class, withOrder(Comparator.reverseOrder())),
                named(TreeMap.class, withOrder(Comparator.naturalOrder())),
                named(TreeMap.class, withOrder(String.CASE_INSENSITIVE_ORDER)),
                named(HashSet.class, new HashSet<>(map.keySet())),
                named(LinkedHashSet.class, new LinkedHashSet<>(map.keySet())),
                named(TreeSet.class, new TreeSet<>(map.keySet())),
                named(ArrayList.class, new ArrayList<>(map.keySet())),
                named(ArrayList.class, new ArrayList<>(Collections.nCopies(1000, null))),
                named(LinkedList.class, new LinkedList<>(map.keySet())),
                named(LinkedList.class, new LinkedList<>(Collections.nCopies(1000, "x"))),
                named(Vector.class, new Vector<>(map.keySet())),
                named(CopyOnWriteArrayList.class, new CopyOnWriteArrayList<>(map.keySet())),
                named(ConcurrentHashMap.class, new ConcurrentHashMap<>(map)),
                named(ConcurrentSkipListMap.class, new ConcurrentSkipListMap<>(map)),
                named(Properties.class, properties()),
                named(AbstractMap.SimpleEntry.class, new AbstractMap.SimpleEntry<>("a", 1)),
                named(List.class, List.of()),
                named(List.class, List.of("a", "b")),
                named(List.class, List.of("a", "b", "c")),
                named(List.class, Arrays.asList("a", "b")),
                named(List.class, Collections.unmodifiableList(new ArrayList<>(List.of("a")))),
                named(List.class, Collections.singletonList("a")),
                named(List.class, Stream.of("a", "b").toList()),
                named(Collection.class, Stream.of("a", "b").collect(Collectors.toList())),
                named(Set.class, Set.of("a", "b", "c")),
                named(Map.class, map),
                named(Map.class, Map.of()),
                named(Map.class, Collections.unmodifiableMap(new TreeMap<>(map))),
                named(Map.class, new IdentityHashMap<>()),
                named(EnumSet.class, EnumSet.of(DayOfWeek.MONDAY), DayOfWeek.class),
                named(EnumMap.class, new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1)), DayOfWeek.class),
                named(BitSet.class, BitSet.valueOf(new long[] {5})),
                named(BigDecimal.class, new BigDecimal("1.5")),
                named(BigDecimal.class, new BigDecimal("1E-30").add(BigDecimal.TEN.pow(40))),
                named(BigInteger.class, BigInteger.TEN.pow(100)),
                named(Number.class, BigInteger.ONE),
                named(MathContext.class, MathContext.DECIMAL64),
                named(Instant.class, Instant.EPOCH),
                named(Duration.class, Duration.ofDays(1)),
                named(Period.class, Period.ofDays(1)),
                named(LocalDate.class, LocalDate.EPOCH),
                named(LocalDateTime.class, LocalDate.EPOCH.atStartOfDay()),
                named(OffsetDateTime.class, Instant.EPOCH.atOffset(ZoneOffset.UTC)),
                named(ZonedDateTime.class, Instant.EPOCH.atZone(ZoneId.of("Europe/Berlin"))),
                named(ZoneId.class, ZoneId.of("Europe/Berlin")),
                named(Year.class, Year.of(2000)),
                named(DayOfWeek.class, DayOfWeek.MONDAY),
                named(Date.class, new Date(1)),
                named(GregorianCalendar.class, new GregorianCalendar(2000, 1, 1)),
                named(TimeZone.class, TimeZone.getTimeZone("Europe/Berlin")),
                named(Locale.class, Locale.GERMANY),
                named(Currency.class, Currency.getInstance("EUR")),
                named(UUID.class, new UUID(1, 2)),
                named(URI.class, URI.create("a:b")),
                named(int[].class, new int[] {1, 2}),
                named(String[].class, new String[] {"a", null}),
                named(int[][].class, new int[][] {{1}, {2}}),
                named(Object[].class, new Object[] {"a", 1, new long[] {1}}),
                named(Integer.class, 1),
                named(String.class, "a"));
    }

    private static Arguments named(Class<?> named, Object value, Class<?>... others) {
        return Arguments.of(named, value, List.of(others));
    }

    private static TreeMap<String, Integer> withOrder(Comparator<? super String> order) {
        TreeMap<String, Integer> map = new TreeMap<>(order);
        map.put("a", 1);
        return map;
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("a", "b");
        return properties;
    }

    @ParameterizedTest
    @MethodSource("valuesOfTheJdk")
    void whatANamedClassOfTheJdkWritesIsRead(Class<?> named, Object value, List<Class<?>> others) throws Exception {
        Codec<Serializable> codec = codecOf(named, others.toArray(Class<?>[]::new));
        ShmQueue<Serializable> queue = region.queue("queue", codec, 65536);
        queue.put((Serializable) value);
        assertThat((Object) queue.take()).isEqualTo(value);
    }

    private static Codec<Serializable> codecOf(Class<?> named, Class<?>... others) {
        return (Codec<Serializable>) (Codec<?>) Codecs.serializable((Class<Serializable>) named, others);
    }

    @Test
    void otherValuesOfTheJdkAreRead() {
        assertThat(read(codecOf(ArrayDeque.class), new ArrayDeque<>(List.of(1, 2))))
                .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                .containsExactly(1, 2);
        assertThat(read(codecOf(PriorityQueue.class), new PriorityQueue<>(List.of(2, 1))))
                .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                .containsExactly(1, 2);
        assertThat(read(codecOf(LinkedBlockingQueue.class), new LinkedBlockingQueue<>(List.of(1, 2))))
                .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                .containsExactly(1, 2);
        assertThat(read(codecOf(AtomicLong.class), new AtomicLong(5))).hasToString("5");
        assertThat(read(codecOf(Pattern.class), Pattern.compile("a+"))).hasToString("a+");
        IllegalStateException thrown = new IllegalStateException("no", new IOException("why"));
        thrown.addSuppressed(new IOException("too"));
        assertThat(read(codecOf(IllegalStateException.class, IOException.class), thrown))
                .hasToString(thrown.toString());
    }

    private static Object read(Codec<Serializable> codec, Serializable value) {
        return codec.decode(ByteBuffer.wrap(codec.encode(value)));
    }

    @Test
    void aUsersClassBringsItsSuperclasses() {
        Article article = new Article("screw", "a", BigDecimal.ONE, Order.State.OPEN);
        Codec<Serializable> codec = codecOf(Article.class, ArrayList.class, BigDecimal.class, Order.State.class);
        assertThat(read(codec, article)).isEqualTo(article);
    }

    /** What cannot be read, the codec, and what the message has to say. */
    static Stream<Arguments> refused() {
        Comparator<String> lambda = (Comparator<String> & Serializable) String::compareTo;
        return Stream.of(
                Arguments.of(codecOf(Article.class), new Article("a"), "java.util.ArrayList"),
                Arguments.of(
                        codecOf(HashMap.class), new HashMap<>(Map.of("a", BigDecimal.ONE)), "java.math.BigDecimal"),
                Arguments.of(
                        codecOf(HashMap.class), new HashMap<>(Map.of("a", new Article("b"))), Article.class.getName()),
                Arguments.of(
                        codecOf(EnumMap.class),
                        new EnumMap<>(Map.of(Order.State.OPEN, 1)),
                        Order.State.class.getName()),
                Arguments.of(codecOf(TreeMap.class), withOrder(lambda), "java.lang.invoke.SerializedLambda"),
                Arguments.of(codecOf(Serializable.class), new HashMap<>(), "java.util.HashMap"),
                Arguments.of(codecOf(ArrayList.class), new ArrayList<>(List.of(new Object())), "java.lang.Object"),
                Arguments.of(codecOf(ArrayList.class), nested(100), "nested deeper than 64"),
                Arguments.of(codecOf(ArrayList.class), nested(100_000), "nested too deeply"),
                Arguments.of(codecOf(Unreadable.class), new Unreadable(), "not like this"));
    }

    private static ArrayList<Object> nested(int depth) {
        ArrayList<Object> list = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            list = new ArrayList<>(Collections.singletonList(list));
        }
        return list;
    }

    /** It writes itself, and refuses what it has written. */
    private static final class Unreadable implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw new InvalidObjectException("not like this");
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCouldNotBeReadIsNotStored(Codec<Serializable> codec, Serializable value, String why) throws Exception {
        ShmQueue<Serializable> queue = region.queue("queue", codec, 65536);
        assertThatThrownBy(() -> queue.put(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
        assertThat(queue.size()).isZero();
        ShmMap<String, Serializable> map = region.map("map", Codecs.string(), codec);
        assertThatThrownBy(() -> map.put("k", value)).isInstanceOf(IllegalArgumentException.class);
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void theMessageSaysHowToAllowTheClass() {
        Codec<Serializable> codec = codecOf(Article.class);
        assertThatThrownBy(() -> codec.encode(new Article("a")))
                .hasMessageContaining("Codecs.serializable(Article.class, java.util.ArrayList.class)");
    }

    @Test
    void whatAnotherProgramHasStoredIsRefusedByTheNameOfItsClass() {
        Codec<Serializable> wide = codecOf(HashMap.class, BigDecimal.class);
        Codec<Serializable> narrow = codecOf(HashMap.class);
        byte[] bytes = wide.encode(new HashMap<>(Map.of("a", BigDecimal.ONE)));
        assertThatThrownBy(() -> narrow.decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.math.BigDecimal")
                .hasMessageContaining("Codecs.serializable(HashMap.class, java.math.BigDecimal.class)");
    }

    @Test
    void aLargeValueIsRead() {
        HashMap<Integer, String> large = new HashMap<>(1);
        IntStream.range(0, 10_000).forEach(i -> large.put(i, ""));
        assertThat(read(codecOf(HashMap.class), large)).isEqualTo(large);
    }
}
