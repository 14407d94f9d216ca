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

        public InPlace(Path file, boolean first) {
            super(file, first);
        }

        @Override
        public boolean get(long key, Payload.Reader reader) {
            Words words = map.getWith(key, Words.OF);
            if (words == null) {
                return false;
            }
            // Only now: the function may be called again, and only its last result counts.
            reader.read(words.first, words.second, words.last);
            return true;
        }

        @Override
        public void put(long key, long stamp) {
            map.set(key, value(key, stamp));
        }

        private record Words(long first, long second, long last) {

            static final Function<ByteBuffer, Words> OF = bytes -> {
                int at = bytes.position();
                return new Words(
                        bytes.getLong(at + Payload.FIRST),
                        bytes.getLong(at + Payload.SECOND),
                        bytes.getLong(at + Payload.LAST));
            };
        }
    }
}
