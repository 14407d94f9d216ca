package io.interlock.internal.directory;

import io.interlock.OpenMode;
import io.interlock.RegionNotFoundException;
import io.interlock.internal.region.RegionOptions;
import java.io.Serializable;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A region on its way to another process: where it is, and which one it is, as its name may be another region's when the
 * handle arrives.
 *
 * @param path absolute, as the other process may have another working directory
 * @param permissions as the builder was told here, in the notation of {@code ls}: they say whether another user's region
 *     is expected
 */
public record RegionHandle(
        String path, long creationId, @Nullable String permissions) implements Serializable {

    /** What arrived in this process, by creation id. Never removed: a holder of a primitive expects it to work. */
    private static final Map<Long, Attachment> ARRIVED = new HashMap<>();

    public static RegionHandle of(Attachment attachment, @Nullable Set<PosixFilePermission> permissions) {
        return new RegionHandle(
                attachment.path().toAbsolutePath().toString(),
                attachment.file().creationId(),
                permissions == null ? null : PosixFilePermissions.toString(permissions));
    }

    /**
     * This process's one opening of the region for all handles of it; stays open as long as the process lives, unless
     * the region that a handle brought is closed: then the next handle to arrive opens it again.
     *
     * @throws RegionNotFoundException if the region has lost its name since the handle was made
     */
    public Attachment attachment() {
        synchronized (ARRIVED) {
            Attachment known = ARRIVED.get(creationId);
            if (known != null && !known.isClosed()) {
                return known;
            }
            Attachment opened = open();
            ARRIVED.put(creationId, opened);
            return opened;
        }
    }

    private Attachment open() {
        Attachment opened;
        try {
            opened = RegionFiles.open(new RegionOptions(Path.of(path), OpenMode.OPEN, 0, expectedPermissions()));
        } catch (RegionNotFoundException e) {
            throw new RegionNotFoundException(
                    where() + ": unlinked since the handle was made; unlink a region once all have opened it", e);
        }
        long found = opened.file().creationId();
        if (found != creationId) {
            RegionFiles.close(opened);
            throw new RegionNotFoundException(where() + " found=" + Long.toHexString(found)
                    + ": the region of the handle was unlinked, and another one created under its name;"
                    + " make a handle of that one, or unlink a region once all have opened it");
        }
        return opened;
    }

    private @Nullable Set<PosixFilePermission> expectedPermissions() {
        return permissions == null ? null : PosixFilePermissions.fromString(permissions);
    }

    private String where() {
        return "region=" + path + " id=" + Long.toHexString(creationId);
    }
}
