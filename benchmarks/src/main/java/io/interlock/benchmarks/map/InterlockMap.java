package io.interlock.benchmarks.map;

import io.interlock.benchmarks.driver.TrialRegion;
import io.interlock.benchmarks.message.Payload;
import io.interlock.collection.Codecs;
import io.interlock.collection.ShmMap;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Function;

/** {@code ShmMap} from {@code Long} to arrays, as a {@code ConcurrentMap}: get makes a new array, put returns the former. */
public class InterlockMap implements SharedMap {

    private static final long CAPACITY_BYTES = 64L << 20;

    final ShmMap<Long, byte[]> map;
    private final TrialRegion region;

    public InterlockMap(Path file, boolean first) {
        this.region = new TrialRegion(file, first, CAPACITY_BYTES);
        this.map = region.get().map("map", Codecs.int64(), Codecs.bytes());
    }

    @Override
    public boolean get(long key, Payload.Reader reader) {
        byte[] value = map.get(key);
        if (value == null) {
            return false;
        }
        Payload.read(value, reader);
        return true;
    }

    @Override
    public void put(long key, long stamp) {
        map.put(key, value(key, stamp));
    }

    /** A codec of arrays takes them over. */
    static byte[] value(long key, long stamp) {
        byte[] value = new byte[Payload.BYTES];
        Payload.write(value, key, stamp);
        return value;
    }

    @Override
    public long size() {
        return map.mappingCount();
    }

    @Override
    public void close() {
        region.close();
    }

    /** Reads values in shared memory, by {@code getWith}, and writes without reading the former, by {@code set}. */
    public static final class InPlace extends InterlockMap {

        private final Function<ByteBuffer, Boolean> look = this::look;
        private long first;
        private long second;
        private long last;

        public InPlace(Path file, boolean first) {
            super(file, first);
        }

        @Override
        public boolean get(long key, Payload.Reader reader) {
            if (map.getWith(key, look) == null) {
                return false;
            }
            // Only now: the function may be called again, and only its last look counts.
            reader.read(first, second, last);
            return true;
        }

        @Override
        public void put(long key, long stamp) {
            map.set(key, value(key, stamp));
        }

        private boolean look(ByteBuffer bytes) {
            int at = bytes.position();
            first = bytes.getLong(at + Payload.FIRST);
            second = bytes.getLong(at + Payload.SECOND);
            last = bytes.getLong(at + Payload.LAST);
            return true;
        }
    }
}
