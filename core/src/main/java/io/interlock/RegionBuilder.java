package io.interlock;

import io.interlock.memory.RegionFiles;
import io.interlock.memory.RegionOptions;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Options for opening or creating a region. Not safe for use by several threads.
 *
 * <pre>{@code
 * Region.builder("cache")
 *         .capacity(1L << 30) // 1 GiB of address space; memory is allocated as it is used
 *         .permissions(PosixFilePermissions.fromString("rw-rw----"))
 *         .unlinkWhenUnused()
 *         .open()
 *         .close();
 * }</pre>
 */
public final class RegionBuilder {

    private static final long MIN_CAPACITY_BYTES = 4096;

    /** The page table could not address more. */
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
     * Sets the space for primitives. A region does not grow. Maps, lists and namespaces need a region of at least
     * 16,384 bytes.
     *
     * <p>The file is about 2 MiB larger, for the header and the thread table. It is sparse: the kernel allocates memory
     * as primitives use it, apart from 12 KiB of bookkeeping. When an existing region is opened, this is the least
     * capacity that is accepted.
     *
     * @param bytes from 4,096 to 2<sup>40</sup>; 4 MiB by default
     * @return this builder
     * @throws IllegalArgumentException if the number is out of range
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
     * Sets the mode of the region's file, whatever the umask is. By default only the file's owner may use it. A new
     * file has mode 0600 until it is complete and gets these permissions before it gets its name.
     *
     * <p>An existing region is accepted only if its file grants access to no more users than these permissions do, and
     * if it has an expected owner. Expected is this process's user. If the permissions include the group, a member of
     * one of this process's groups is accepted as well; if they include others, any user is. All users with write
     * access must be trusted, see {@link Region}.
     *
     * @param permissions the file's mode
     * @return this builder
     */
    public RegionBuilder permissions(Set<PosixFilePermission> permissions) {
        this.permissions = Set.copyOf(permissions);
        return this;
    }

    /**
     * Sets whether {@link #open} creates the region, opens an existing one, or does either.
     *
     * @param mode {@link OpenMode#OPEN_OR_CREATE} by default
     * @return this builder
     */
    public RegionBuilder mode(OpenMode mode) {
        this.mode = mode;
        return this;
    }

    /**
     * Removes the region when its last user leaves: the last process that closes it, or whose JVM exits, unlinks the
     * file. The creator decides; later openings of the region take part whether they set this option or not.
     *
     * <p>A killed process removes nothing. If the last users are killed, the region stays until a later user leaves, or
     * until the command {@code interlock unlink --unused} removes it. Without this option only {@code unlink} removes a
     * region.
     *
     * @return this builder
     */
    public RegionBuilder unlinkWhenUnused() {
        this.unlinkWhenUnused = true;
        return this;
    }

    /** Returns the options that were set so far. */
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
     * @return the region; close it when it is no longer used
     * @throws RegionNotFoundException with {@link OpenMode#OPEN}, if there is no such region
     * @throws RegionExistsException with {@link OpenMode#CREATE}, if the name is taken
     * @throws RegionFormatException if the file is not a region, or is damaged
     * @throws RegionVersionException if the region has another format version
     * @throws RegionAccessException if the file may not be used
     * @throws RegionFullException if the file system has no space for the region
     * @throws PrimitiveMismatchException if the existing region has less capacity than was asked for, or if this
     *     builder asks for {@link #unlinkWhenUnused} and the region's creator did not
     */
    public Region open() {
        return new Region(
                RegionFiles.open(new RegionOptions(path, mode, capacityBytes, permissions, unlinkWhenUnused)));
    }
}
