package io.interlock.benchmarks.peer.interlock;

import io.interlock.Region;
import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.ListDriver;
import io.interlock.benchmarks.peer.TrialContext;
import io.interlock.collection.Codecs;
import io.interlock.collection.ShmList;

/** {@code ShmList} of arrays. */
final class InterlockList implements ListDriver {

    /** What half a second of appending may need; memory is taken as it is used. */
    static final long CAPACITY_BYTES = 1L << 30;

    private final ShmList<byte[]> list;

    private InterlockList(Region region) {
        this.list = region.list("list", Codecs.bytes());
    }

    /** A list for this process; the first fills it if it is to be read. */
    static InterlockList filled(Region region, TrialContext trial) {
        InterlockList list = new InterlockList(region);
        if (trial.isFirst() && trial.control().writes() == 0) {
            for (int i = 0; i < ELEMENTS; i++) {
                list.append(i, 0);
            }
        }
        return list;
    }

    @Override
    public void append(long first, long second) {
        list.add(CheckedPayload.of(first, second));
    }

    @Override
    public void get(int index, CheckedPayload.Reader reader) {
        CheckedPayload.read(list.get(index), reader);
    }

    @Override
    public int size() {
        return list.size();
    }

    @Override
    public void clear() {
        list.clear();
    }
}
