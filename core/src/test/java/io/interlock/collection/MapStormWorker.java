package io.interlock.collection;

import io.interlock.Region;
import io.interlock.value.ShmLong;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One process of a storm on a map. A value's bytes are all the same but for the first eight, which say how many there are and
 * which; so a value that was read half of one and half of another shows. A writer also counts its rounds in an entry of its own.
 */
final class MapStormWorker {

    static final String TOTAL = "total";
    static final String STOP = "stop";
    static final String VIOLATIONS = "violations";

    private static final int KEYS = 500;
    private static final int MOST_BYTES = 1_500;
    private static final int LARGE_ONCE_IN = 100;
    private static final int LARGE_BYTES = 40_000;
    private static final int HEAD_BYTES = 8;

    private final Region region;
    private final ShmMap<String, byte[]> map;
    private final SplittableRandom random;
    private final ShmLong stop;

    MapStormWorker(Region region, SplittableRandom random) {
        this.region = region;
        this.map = map(region);
        this.random = random;
        this.stop = region.longValue(STOP);
    }

    static ShmMap<String, byte[]> map(Region region) {
        return region.map("map", Codecs.string(), Codecs.bytes());
    }

    static String completedBy(int writer) {
        return "completed-" + writer;
    }

    /** How often a writer has done its round. */
    static long countOf(ShmMap<String, byte[]> map, int writer) {
        byte[] count = map.get("count " + writer);
        return count == null ? 0 : ByteBuffer.wrap(count).getLong();
    }

    void write(int index) {
        ShmLong completed = region.longValue(completedBy(index));
        ShmLong total = region.longValue(TOTAL);
        long done = completed.get();
        while (stop.get() == 0) {
            change("key " + random.nextInt(KEYS));
            byte[] one = ByteBuffer.allocate(Long.BYTES).putLong(1).array();
            map.merge("count " + index, one, MapStormWorker::sum);
            completed.set(++done);
            total.incrementAndGet();
        }
    }

    void read() {
        ShmLong total = region.longValue(TOTAL);
        while (stop.get() == 0) {
            String key = "key " + random.nextInt(KEYS);
            check(map.get(key));
            map.getWith(key, bytes -> bytes.remaining() > HEAD_BYTES ? bytes.get(HEAD_BYTES) : 0);
            if (random.nextInt(1_000) == 0) {
                map.forEach((k, value) -> {
                    if (k.startsWith("key")) {
                        check(value);
                    }
                });
            }
            total.incrementAndGet();
        }
    }

    private void change(String key) {
        switch (random.nextInt(6)) {
            case 0, 1 -> map.set(key, value());
            case 2 -> check(map.put(key, value()));
            case 3 -> check(map.remove(key));
            case 4 ->
                map.compute(key, (k, old) -> {
                    check(old);
                    return value();
                });
            default -> check(map.putIfAbsent(key, value()));
        }
    }

    private byte[] value() {
        int length = HEAD_BYTES + random.nextInt(random.nextInt(LARGE_ONCE_IN) == 0 ? LARGE_BYTES : MOST_BYTES);
        byte fill = (byte) random.nextInt();
        byte[] value = new byte[length];
        Arrays.fill(value, HEAD_BYTES, length, fill);
        ByteBuffer.wrap(value).putInt(length).putInt(fill);
        return value;
    }

    private void check(byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        boolean whole = bytes.getInt() == value.length;
        int fill = bytes.getInt();
        while (whole && bytes.hasRemaining()) {
            whole = bytes.get() == fill;
        }
        if (!whole) {
            region.longValue(VIOLATIONS).incrementAndGet();
        }
    }

    private static byte[] sum(byte[] one, byte[] other) {
        long sum = ByteBuffer.wrap(one).getLong() + ByteBuffer.wrap(other).getLong();
        return ByteBuffer.allocate(Long.BYTES).putLong(sum).array();
    }
}
