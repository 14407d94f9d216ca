package io.interlock.benchmarks.driver;

import io.interlock.value.ShmLong;
import java.nio.file.Path;

final class InterlockValue implements ValueDriver {

    private final TrialRegion region;
    private final ShmLong value;

    InterlockValue(Path file, boolean first) {
        region = new TrialRegion(file, first);
        value = region.get().longValue("value");
    }

    @Override
    public long getAndAdd(long delta) {
        return value.getAndAdd(delta);
    }

    @Override
    public long get() {
        return value.get();
    }

    @Override
    public void close() {
        region.close();
    }
}
