package io.interlock.benchmarks.driver;

import io.interlock.OpenMode;
import io.interlock.Region;
import java.nio.file.Path;

/** A region of one trial. */
final class TrialRegion implements AutoCloseable {

    private static final long CAPACITY_BYTES = 1 << 20;

    private final Region region;
    private final boolean first;

    TrialRegion(Path file, boolean first) {
        this.first = first;
        this.region = Region.builder(file)
                .mode(first ? OpenMode.CREATE : OpenMode.OPEN)
                .capacity(CAPACITY_BYTES)
                .open();
    }

    Region get() {
        return region;
    }

    /** Whoever created it removes it. */
    @Override
    public void close() {
        if (first) {
            region.unlink();
        }
        region.close();
    }
}
