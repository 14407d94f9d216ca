package io.interlock;

import io.interlock.internal.directory.RegionFiles;
import io.interlock.internal.region.RegionOptions;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a region is opened or created; from {@link Region#builder(String)}. Not safe for several threads. */
public final class RegionBuilder {

    private static final long MIN_CAPACITY_BYTES = 4096;

    /** What a heap can be addressed with today; far more than any machine has. */
    private static final long MAX_CAPACITY_BYTES = 1L << 40;

    private final Path path;
    private OpenMode mode = OpenMode.OPEN_OR_CREATE;
    private long capacityBytes;
    private @Nullable Set<PosixFilePermission> permissions;
    private boolean unlinkWhenUnused;

    RegionBuilder(Path path) {
        this.path = path;
    }

    /**
     * Sets the room for what the region will hold, in bytes, from 4,096 to 2<sup>40</sup>; the default is 4 MiB. A map, a list
     * or a namespace needs a region of at least 16,384. A region does not grow. Its file is about 2 MiB larger, for the header
     * and the table of threads, but memory is taken only as it is used, besides 12 KiB of bookkeeping. An existing region must
     * have at least this capacity.
     */
    public RegionBuilder capacity(long bytes) {
        if (bytes < MIN_CAPACITY_BYTES || bytes > MAX_CAPACITY_BYTES) {
            throw new IllegalArgumentException("region=" + path + " capacity=" + bytes + ": must be from "
                    + MIN_CAPACITY_BYTES + " to " + MAX_CAPACITY_BYTES + " bytes");
        }
        this.capacityBytes = bytes;
        return this;
    }

    /**
     * Sets who may use the region's file, regardless of the umask; by default only its owner. The file is created for its
     * owner alone and gets these permissions before it gets its name.
     *
     * <p>An existing region is opened only if it is open to no more users than this asks for, and if its owner is expected: this
     * process's user; where the permissions name the group, also a member of a group of this process; where they name others,
     * any user. Without this setting the region must be this user's own. All who may write the file must be trusted, see
     * {@link Region}.
     */
    public RegionBuilder permissions(Set<PosixFilePermission> permissions) {
        this.permissions = Set.copyOf(permissions);
        return this;
    }

    /** Whether to create, to open, or either; either where not said. */
    public RegionBuilder mode(OpenMode mode) {
        this.mode = mode;
        return this;
    }

    /**
     * Makes the region go when nobody uses it any more: the last process that closes it, or whose JVM exits, removes its
     * name. The creator decides; all who open it later take part, whether they say so or not. A process that is killed
     * removes nothing: where the last ones are killed the region stays until the next last one leaves, or until the
     * command {@code interlock unlink --unused} removes it. Where not said, nothing but {@code unlink} removes a region.
     */
    public RegionBuilder unlinkWhenUnused() {
        this.unlinkWhenUnused = true;
        return this;
    }

    /** What was asked for so far. */
    @Override
    public String toString() {
        return "RegionBuilder[path=" + path + " mode=" + mode
                + (capacityBytes == 0 ? "" : " capacity=" + capacityBytes)
                + (permissions == null ? "" : " permissions=" + PosixFilePermissions.toString(permissions))
                + (unlinkWhenUnused ? " unlinkWhenUnused]" : "]");
    }

    /**
     * Opens or creates the region.
     *
     * @throws RegionNotFoundException with {@link OpenMode#OPEN}, if there is none
     * @throws RegionExistsException with {@link OpenMode#CREATE}, if there is one
     * @throws RegionFormatException if the file is not a region, or is damaged
     * @throws RegionVersionException if another version of Interlock made it
     * @throws RegionAccessException if the file may not be used
     * @throws RegionFullException if there is no room for it
     * @throws PrimitiveMismatchException if it has less capacity, or stays when unused, and this asks for otherwise
     */
    public Region open() {
        return new Region(
                RegionFiles.open(new RegionOptions(path, mode, capacityBytes, permissions, unlinkWhenUnused)));
    }
}
