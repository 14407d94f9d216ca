package io.interlock.internal.pages;

import io.interlock.OpenMode;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.RegionFiles;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.region.RegionOptions;
import java.nio.file.Path;
import java.util.function.ToLongFunction;

/** Takes pages of a region that nobody will give back. */
public final class PoolLeak {

    /** Where no entry is. */
    private static final long NOWHERE = 1 << 20;

    private PoolLeak() {}

    /** Takes pages in the name of nothing that the region has. */
    public static void ofNobody(Path region, int pages) {
        take(region, pages, file -> NOWHERE);
    }

    /** Takes pages in the name of what this entry begins with, which does not know of them. */
    public static void of(Path region, String entry, int pages) {
        take(
                region,
                pages,
                file -> file.directory().entries().stream()
                        .filter(found -> found.name().equals(entry))
                        .findFirst()
                        .orElseThrow()
                        .bodyOffset());
    }

    private static void take(Path region, int pages, ToLongFunction<RegionRuntime> owner) {
        Attachment opened = RegionFiles.open(new RegionOptions(region, OpenMode.OPEN, 0, null));
        try {
            RegionRuntime file = opened.file();
            if (file.pool().allocate(pages, owner.applyAsLong(file), false) == 0) {
                throw new IllegalStateException("region=" + region + ": has no " + pages + " pages");
            }
        } finally {
            RegionFiles.close(opened);
        }
    }
}
