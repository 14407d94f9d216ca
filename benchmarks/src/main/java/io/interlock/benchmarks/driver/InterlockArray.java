package io.interlock.benchmarks.driver;

import io.interlock.value.ShmLongArray;
import java.nio.file.Path;

final class InterlockArray extends Elements {

    private final TrialRegion region;
    private final ShmLongArray array;

    InterlockArray(Path file, boolean first) {
        region = new TrialRegion(file, first);
        array = region.get().longArray("array", LENGTH);
    }

    @Override
    long getAndAdd(int index, long delta) {
        return array.getAndAdd(index, delta);
    }

    @Override
    long get(int index) {
        return array.get(index);
    }

    @Override
    public void close() {
        region.close();
    }
}
