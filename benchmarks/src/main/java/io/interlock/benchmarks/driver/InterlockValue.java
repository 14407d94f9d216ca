package io.interlock.benchmarks.driver;

import io.interlock.value.ShmLong;
import java.nio.file.Path;

public final class InterlockValue implements ValueDriver {

    private final TrialRegion region;
    private final ShmLong value;

    InterlockValue(Path file, boolean first) {
        region = new TrialRegion(file, first);
        value = region.get().longValue("value");
    }

    /** What a program would hold. */
    public ShmLong value() {
        return value;
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
