package io.interlock.internal.directory;

import io.interlock.RegionAccessException;
import io.interlock.RegionException;
import io.interlock.RegionFullException;
import io.interlock.internal.access.Layout;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.Protocol;
import io.interlock.internal.os.PrivateFile;
import io.interlock.internal.region.BackingFailure;
import io.interlock.internal.region.FileIdentity;
import io.interlock.internal.region.RegionHeader;
import io.interlock.internal.region.RegionOptions;
import io.interlock.internal.region.UsageLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes region files. A file is whole before it has its name: it is written under a temporary name and then hard-linked,
 * which also decides among several creators without a lock.
 *
 * <p>A creator holds a file lock on its temporary file, up to the bytes that its users lock ({@link UsageLock}): it has its
 * name before the creator is done. One that finds a temporary file unlocked knows that its creator died, and removes it.
 */
final class RegionCreator {

    private static final String TEMPORARY_PREFIX = ".interlock-new-";
    private static final int SLOTS = Owner.MAX_SLOTS;
    private static final int PAGE_BYTES = 4096;
    private static final int MAX_TRIES = 100;

    private static final Set<String> COPY_ON_WRITE = Set.of("btrfs", "bcachefs", "zfs");
    private static final System.Logger LOG = System.getLogger("io.interlock");
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private RegionCreator() {}

    /**
     * Makes the region's file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the name is taken, by anybody, at any moment
     */
    static void create(RegionOptions options) throws IOException {
        Path directory = FileIdentity.directoryOf(options.path());
        removeLeftovers(directory);
        long fileBytes = Layout.align(HeaderLayout.directoryBegin(SLOTS) + options.capacityToCreate(), PAGE_BYTES);
        requireFits(options, directory, fileBytes);
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            if (tryCreate(options, directory, fileBytes)) {
                return;
            }
        }
        throw new RegionException("region=" + options.path()
                + ": its temporary file was removed each time it was written; find out who does that");
    }

    private static boolean tryCreate(RegionOptions options, Path directory, long fileBytes) throws IOException {
        Path temporary = directory.resolve(TEMPORARY_PREFIX + UUID.randomUUID());
        try {
            write(temporary, options, fileBytes);
            return true;
        } catch (NoSuchFileException e) {
            // Taken for a dead creator's by another one, before it was locked.
            return false;
        } catch (AccessDeniedException e) {
            throw new RegionAccessException(
                    "region=" + options.path() + ": no permission to create files in " + directory, e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Through one descriptor: closing a second one would drop the lock by which others see that we live. */
    private static void write(Path temporary, RegionOptions options, long fileBytes) throws IOException {
        try (FileChannel channel = PrivateFile.create(temporary);
                FileLock lock = channel.lock(0, UsageLock.FIRST_BYTE, false)) {
            try {
                channel.write(ByteBuffer.allocate(HeaderLayout.BYTES), 0);
                // The only time that a region's size is set. Mapping extends the file with a hole; a write would take
                // memory.
                var unused = channel.map(FileChannel.MapMode.READ_WRITE, fileBytes - 1, 1);
            } catch (IOException e) {
                throw BackingFailure.of("region=" + options.path(), temporary, HeaderLayout.BYTES, e);
            }
            Protocol protocol = Protocol.best();
            long creationId = UUID.randomUUID().getMostSignificantBits();
            MappedMemory header = new MappedMemory(channel.map(FileChannel.MapMode.READ_WRITE, 0, HeaderLayout.BYTES));
            RegionHeader.write(header, fileBytes, protocol, SLOTS, creationId, options.unlinkWhenUnused());
            permit(temporary, options.permissionsToCreate());
            Files.createLink(options.path(), temporary);
        }
    }

    /** Explicitly, as the umask takes bits away from the mode that a file is created with. */
    private static void permit(Path temporary, Set<PosixFilePermission> permissions) throws IOException {
        if (!FileIdentity.attributes(temporary).permissions().equals(permissions)) {
            Files.setPosixFilePermissions(temporary, permissions);
        }
    }

    private static void requireFits(RegionOptions options, Path directory, long fileBytes) throws IOException {
        FileStore store;
        try {
            store = Files.getFileStore(directory);
        } catch (NoSuchFileException e) {
            throw new RegionAccessException(
                    "region=" + options.path() + ": its directory " + directory + " does not exist; create it first",
                    e);
        }
        warnOfCopyOnWrite(options, store);
        long totalBytes = store.getTotalSpace();
        // A file system without a limit of its own, such as ramfs, reports 0.
        if (totalBytes > 0 && fileBytes > totalBytes) {
            throw new RegionFullException("region=" + options.path() + " capacity=" + options.capacityToCreate()
                    + " file=" + fileBytes + " bytes (with " + HeaderLayout.directoryBegin(SLOTS)
                    + " for the header and the thread table): more than all of " + store + ", which has " + totalBytes
                    + "; ask for a smaller RegionBuilder.capacity, use another directory, or give a container more with"
                    + " --shm-size");
        }
    }

    /** Blocks that are written once are not kept for good there, so that zeros written in advance reserve nothing. */
    private static void warnOfCopyOnWrite(RegionOptions options, FileStore store) {
        if (COPY_ON_WRITE.contains(store.type()) && WARNED.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "region=" + options.path() + ": " + store.type()
                            + " copies blocks on each write; should it become full,"
                            + " the JVM throws InternalError where the region is used. Use tmpfs (/dev/shm), ext4 or xfs, or"
                            + " mark the directory with chattr +C before the region is created");
        }
    }

    private static void removeLeftovers(Path directory) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, TEMPORARY_PREFIX + "*")) {
            for (Path leftover : leftovers) {
                removeIfAbandoned(leftover);
            }
        } catch (NoSuchFileException e) {
            throw new RegionAccessException("directory=" + directory + ": does not exist; create it first", e);
        }
    }

    private static void removeIfAbandoned(Path leftover) {
        if (!Files.isRegularFile(leftover, LinkOption.NOFOLLOW_LINKS) || wasOfOpenRegion(leftover)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(leftover, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock(0, UsageLock.FIRST_BYTE, false)) {
            if (lock != null) {
                Files.deleteIfExists(leftover);
            }
        } catch (OverlappingFileLockException | FileSystemException e) {
            // Somebody's work in progress, or already gone, or not ours to remove.
        } catch (IOException e) {
            throw new RegionException("file=" + leftover + ": cannot tell whether its creator lives", e);
        }
    }

    /**
     * Removes a second name of a region that this JVM has open, whose creator died between giving the region its name and taking
     * the temporary one away. Such a file must not be opened: closing it would drop the JVM's locks on the region.
     */
    private static boolean wasOfOpenRegion(Path leftover) {
        try {
            if (!RegionFiles.isOpenInJvm(leftover)) {
                return false;
            }
            Files.deleteIfExists(leftover);
        } catch (IOException e) {
            // Gone, or not ours to remove.
        }
        return true;
    }
}
