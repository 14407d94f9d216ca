package io.interlock.internal.region;

import io.interlock.OpenMode;
import io.interlock.internal.os.PrivateFile;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a region to open or create.
 *
 * @param capacityBytes room for primitives, 0 where the caller did not say
 * @param permissions the file's permissions, null where the caller did not say
 * @param unlinkWhenUnused that the last process to leave removes the name
 */
public record RegionOptions(
        Path path,
        OpenMode mode,
        long capacityBytes,
        @Nullable Set<PosixFilePermission> permissions,
        boolean unlinkWhenUnused) {

    /** Small, as containers give {@code /dev/shm} 64 MB; and only what is used is taken. */
    private static final long DEFAULT_CAPACITY_BYTES = 4L << 20;

    /** For a region that stays when nobody uses it. */
    public RegionOptions(Path path, OpenMode mode, long capacityBytes, @Nullable Set<PosixFilePermission> permissions) {
        this(path, mode, capacityBytes, permissions, false);
    }

    public long capacityToCreate() {
        return capacityBytes == 0 ? DEFAULT_CAPACITY_BYTES : capacityBytes;
    }

    public Set<PosixFilePermission> permissionsToCreate() {
        return permissions == null ? PrivateFile.OWNER_ONLY : permissions;
    }

    /** Permissions that name others say that the caller expects to share, also what somebody else has created. */
    public boolean expectsOtherOwners() {
        return permissions != null
                && permissions.stream().anyMatch(p -> !p.name().startsWith("OWNER_"));
    }

    /** Permissions that name others say that any user may have created the region. */
    public boolean expectsAnyOwner() {
        return permissions != null
                && permissions.stream().anyMatch(p -> p.name().startsWith("OTHERS_"));
    }
}
