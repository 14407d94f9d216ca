package io.interlock.benchmarks.map;

import io.interlock.benchmarks.message.Payload;
import java.util.concurrent.ConcurrentHashMap;

/** {@code ConcurrentHashMap} among threads of one process: nothing is copied. */
public final class JavaMap implements SharedMap {

    private final ConcurrentHashMap<Long, byte[]> map = new ConcurrentHashMap<>();

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
        map.put(key, InterlockMap.value(key, stamp));
    }

    @Override
    public long size() {
        return map.mappingCount();
    }
}
