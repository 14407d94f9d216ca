package io.interlock.internal.region;

import io.interlock.OpenMode;
import io.interlock.internal.directory.RegionFiles;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.testing.Await;
import java.nio.file.Path;

/** Stops in the middle of a region's growth, as a process does that is stopped there. */
public final class AdminLockHolder {

    private AdminLockHolder() {}

    /** Creates the file {@code held} once it holds the lock, and never lets go. */
    public static void holdForEver(String region, String held) {
        RegionRuntime file = RegionFiles.open(new RegionOptions(Path.of(region), OpenMode.OPEN, 0, null))
                .file();
        var unused = file.mapping().underAdmin(() -> {
            if (!Path.of(held).toFile().mkdir()) {
                throw new IllegalStateException("file=" + held + ": cannot be created");
            }
            Await.until("this process is killed", () -> false);
            return held;
        });
    }
}
