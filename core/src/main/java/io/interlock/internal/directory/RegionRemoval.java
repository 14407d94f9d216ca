package io.interlock.internal.directory;

import io.interlock.RegionAccessException;
import io.interlock.RegionException;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.region.FileIdentity;
import io.interlock.internal.region.HeaderSnapshot;
import io.interlock.internal.region.OpenInJvm;
import io.interlock.internal.region.RegionBytes;
import io.interlock.internal.region.RegionLocks;
import io.interlock.internal.region.UsageLock;
import io.interlock.internal.thread.ThreadTableSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Removes a region that this process has not mapped: also one that is damaged, or of another version. The caller sees to it
 * that nobody maps it meanwhile ({@link RegionFiles#withFile}).
 */
public final class RegionRemoval {

    private RegionRemoval() {}

    /**
     * Removes the name, also while the region is in use.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static boolean remove(Path path) throws IOException {
        for (; ; ) {
            // Before the file is opened: if the name is this file's before and after, it is the file that was opened.
            Object key = FileIdentity.keyOf(path);
            if (OpenInJvm.isGuardedElsewhere(key)) {
                // It is a region, or it would not be open; opening it here would drop the locks of the process that
                // has.
                return Files.deleteIfExists(path);
            }
            try (FileChannel channel = open(path);
                    RegionLocks locks = RegionLocks.of(path, channel, true)) {
                if (UsageLock.whileNamed(locks, () -> removeNamed(path, channel, key))) {
                    return true;
                }
            } catch (AccessDeniedException e) {
                return removeUnwritable(path);
            }
        }
    }

    /** Removes the name if nobody has the region open. */
    public static boolean removeIfUnused(Path path) throws IOException {
        Object key = FileIdentity.keyOf(path);
        if (OpenInJvm.isGuardedElsewhere(key)) {
            return false;
        }
        try (FileChannel channel = open(path);
                RegionLocks locks = RegionLocks.of(path, channel, true)) {
            return UsageLock.ifUnused(locks, () -> !hasUser(path, channel, locks) && removeNamed(path, channel, key));
        }
    }

    /** True if a living thread has a slot: the thread table is asked as well as the locks. */
    private static boolean hasUser(Path path, FileChannel channel, RegionLocks locks) throws IOException {
        String where = "region=" + path;
        try {
            HeaderSnapshot header = HeaderSnapshot.read(channel, where);
            RegionBytes source = RegionBytes.of(channel, where);
            return !new ThreadTableSnapshot(
                            source, header.slotsBacked(), ThreadTableSnapshot.freeIn(header, source, locks))
                    .living()
                    .isEmpty();
        } catch (RegionException e) {
            // Damaged, or of another version: where its threads are, nobody here knows.
            return false;
        }
    }

    /** True where the file's first bytes are a region's. */
    public static boolean isRegion(FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        channel.read(start, HeaderLayout.MAGIC);
        return HeaderSnapshot.isRegion(start.flip());
    }

    /** For removing, which takes locks that need the right to write. */
    private static FileChannel open(Path path) throws IOException {
        // Not even opened otherwise: opening a pipe waits for its other end.
        if (!FileIdentity.attributes(path).isRegularFile()) {
            throw noRegion(path);
        }
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        boolean usable = false;
        try {
            usable = isRegion(channel);
            if (!usable) {
                throw noRegion(path);
            }
            return channel;
        } finally {
            if (!usable) {
                channel.close();
            }
        }
    }

    /** While nobody else removes the name: so if it still is the checked file's, it stays so until it is gone. */
    private static boolean removeNamed(Path path, FileChannel channel, Object key) throws IOException {
        if (!FileIdentity.isNow(path, key)) {
            return false;
        }
        boolean isLast = FileIdentity.isOnlyName(path);
        boolean removed = Files.deleteIfExists(path);
        if (removed && isLast) {
            markUnlinked(channel, path);
        }
        return removed;
    }

    /** Processes that have it open learn that it has lost its name. */
    private static void markUnlinked(FileChannel channel, Path path) throws IOException {
        try {
            var unused = HeaderSnapshot.read(channel, "region=" + path);
            ByteBuffer mark = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
            channel.write(mark.putInt(0, 1), HeaderLayout.UNLINKED);
        } catch (RegionException e) {
            // Damaged, or of another version: where its users look for the mark, nobody here knows.
        }
    }

    /** Somebody else's file in a directory of ours: removed without the locks, and without the mark, that it refuses us. */
    private static boolean removeUnwritable(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            if (!isRegion(channel)) {
                throw noRegion(path);
            }
        }
        return Files.deleteIfExists(path);
    }

    private static RegionAccessException noRegion(Path path) {
        return new RegionAccessException(
                "region=" + path + ": not an Interlock region, so it stays; remove it yourself if it is in the way");
    }
}
