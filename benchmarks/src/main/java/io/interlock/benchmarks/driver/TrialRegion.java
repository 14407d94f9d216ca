package io.interlock.benchmarks.driver;

import io.interlock.OpenMode;
import io.interlock.Region;
import java.nio.file.Path;

/** A region of one trial. */
public final class TrialRegion implements AutoCloseable {

    private static final long CAPACITY_BYTES = 1 << 20;

    private final Region region;
    private final boolean first;

    TrialRegion(Path file, boolean first) {
        this(file, first, CAPACITY_BYTES);
    }

    /** A region of another size. */
    public TrialRegion(Path file, boolean first, long capacityBytes) {
        this.first = first;
        this.region = Region.builder(file)
                .mode(first ? OpenMode.CREATE : OpenMode.OPEN)
                .capacity(capacityBytes)
                .open();
    }

    /** A capacity in which so many bytes fit besides what every region has. */
    public static long withRoomFor(long bytes) {
        return CAPACITY_BYTES + bytes;
    }

    public Region get() {
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
