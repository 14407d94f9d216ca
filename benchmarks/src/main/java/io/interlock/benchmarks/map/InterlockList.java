package io.interlock.benchmarks.map;

import io.interlock.benchmarks.driver.TrialRegion;
import io.interlock.benchmarks.message.Payload;
import io.interlock.collection.Codecs;
import io.interlock.collection.ShmList;
import java.nio.file.Path;

/** {@code ShmList} of arrays. */
public final class InterlockList implements SharedList {

    /** What half a second of appending may need; memory is taken as it is used. */
    private static final long CAPACITY_BYTES = 1L << 30;

    private final TrialRegion region;
    private final ShmList<byte[]> list;

    public InterlockList(Path file, boolean first) {
        this.region = new TrialRegion(file, first, CAPACITY_BYTES);
        this.list = region.get().list("list", Codecs.bytes());
    }

    @Override
    public void append(long first, long second) {
        list.add(InterlockMap.value(first, second));
    }

    @Override
    public void get(int index, Payload.Reader reader) {
        Payload.read(list.get(index), reader);
    }

    @Override
    public int size() {
        return list.size();
    }

    @Override
    public void clear() {
        list.clear();
    }

    @Override
    public void close() {
        region.close();
    }
}
