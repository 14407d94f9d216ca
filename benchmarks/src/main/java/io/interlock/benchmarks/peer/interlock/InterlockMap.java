package io.interlock.benchmarks.peer.interlock;

import io.interlock.Region;
import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.MapDriver;
import io.interlock.collection.Codecs;
import io.interlock.collection.ShmMap;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** {@code ShmMap} from {@code Long} to arrays, as a {@code ConcurrentMap}: get makes a new array, put returns the former. */
class InterlockMap implements MapDriver {

    static final long CAPACITY_BYTES = 64L << 20;

    final ShmMap<Long, byte[]> map;

    private InterlockMap(Region region) {
        this.map = region.map("map", Codecs.int64(), Codecs.bytes());
    }

    static InterlockMap of(Region region, boolean inPlace) {
        return inPlace ? new InPlace(region) : new InterlockMap(region);
    }

    @Override
    public boolean get(long key, CheckedPayload.Reader reader) {
        byte[] value = map.get(key);
        if (value == null) {
            return false;
        }
        CheckedPayload.read(value, reader);
        return true;
    }

    @Override
    public void put(long key, long stamp) {
        map.put(key, CheckedPayload.of(key, stamp));
    }

    @Override
    public long size() {
        return map.mappingCount();
    }

    /** Reads values in shared memory, by {@code getWith}, and writes without reading the former, by {@code set}. */
    private static final class InPlace extends InterlockMap {

        private final Function<ByteBuffer, Boolean> look = this::look;
        private long first;
        private long second;
        private long last;

        InPlace(Region region) {
            super(region);
        }

        @Override
        public boolean get(long key, CheckedPayload.Reader reader) {
            if (map.getWith(key, look) == null) {
                return false;
            }
            // Only now: the function may be called again, and only its last look counts.
            reader.read(first, second, last);
            return true;
        }

        @Override
        public void put(long key, long stamp) {
            map.set(key, CheckedPayload.of(key, stamp));
        }

        private boolean look(ByteBuffer bytes) {
            int at = bytes.position();
            first = bytes.getLong(at + CheckedPayload.FIRST);
            second = bytes.getLong(at + CheckedPayload.SECOND);
            last = bytes.getLong(at + CheckedPayload.LAST);
            return true;
        }
    }
}
