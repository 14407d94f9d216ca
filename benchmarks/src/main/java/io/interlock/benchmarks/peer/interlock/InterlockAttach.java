package io.interlock.benchmarks.peer.interlock;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.benchmarks.harness.driver.AttachDriver;
import java.nio.file.Path;

/** A region, by its file. */
final class InterlockAttach implements AttachDriver {

    private static final long CAPACITY_BYTES = 1 << 20;

    private final Path file;
    private final boolean first;

    InterlockAttach(Path file, boolean first) {
        this.file = file;
        this.first = first;
        if (first) {
            try (Region region = Region.builder(file)
                    .mode(OpenMode.CREATE)
                    .capacity(CAPACITY_BYTES)
                    .open()) {
                region.longValue("number").set(0);
            }
        }
    }

    @Override
    public long attach() {
        try (Region region = Region.builder(file).mode(OpenMode.OPEN).open()) {
            return region.longValue("number").getAndAdd(1);
        }
    }

    @Override
    public void close() {
        if (first) {
            Region.unlink(file);
        }
    }
}
