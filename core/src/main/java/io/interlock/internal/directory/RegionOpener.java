package io.interlock.internal.directory;

import io.interlock.PrimitiveMismatchException;
import io.interlock.RegionAccessException;
import io.interlock.internal.region.FileIdentity;
import io.interlock.internal.region.MappedRegion;
import io.interlock.internal.region.OpenInJvm;
import io.interlock.internal.region.RegionHeader;
import io.interlock.internal.region.RegionLocks;
import io.interlock.internal.region.RegionOptions;
import io.interlock.internal.region.SlowRegions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Maps the file of an existing region and checks that it is as the opener asks. */
final class RegionOpener {

    private RegionOpener() {}

    /**
     * Maps the file of these attributes; null where the name has changed hands meanwhile.
     *
     * @throws RegionAccessException if it may not be opened, or not beside another copy of Interlock in this JVM
     */
    static @Nullable RegionRuntime map(Path path, PosixFileAttributes expected) throws IOException {
        Object key = FileIdentity.keyOf(expected, path);
        RegionRuntime file = null;
        OpenInJvm.enter(key, path);
        try {
            file = mapEntered(path, expected, key);
            return file;
        } finally {
            if (file == null) {
                OpenInJvm.leave(key);
            }
        }
    }

    private static @Nullable RegionRuntime mapEntered(Path path, PosixFileAttributes expected, Object key)
            throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException | FileSystemLoopException e) {
            return null;
        } catch (AccessDeniedException e) {
            throw new RegionAccessException(
                    "region=" + path + " owner=" + expected.owner() + " permissions="
                            + PosixFilePermissions.toString(expected.permissions())
                            + ": this process may not read and write it",
                    e);
        }
        RegionLocks locks = null;
        RegionRuntime file = null;
        try {
            locks = RegionLocks.of(path, channel, true);
            // After both have been opened: if the name is the file's before and after, it is the file that was opened.
            if (FileIdentity.isNow(path, key)) {
                RegionHeader header = RegionHeader.read(channel, "region=" + path);
                file = new RegionRuntime(new MappedRegion(path, key, channel, locks, header));
                SlowRegions.warnOf(file.mapping());
            }
            return file;
        } catch (NoSuchFileException | FileSystemLoopException e) {
            return null;
        } finally {
            if (file == null) {
                channel.close();
                if (locks != null) {
                    locks.close();
                }
            }
        }
    }

    /** Refuses a region that is not what the opener wants. */
    static void requireAsAsked(RegionOptions options, RegionRuntime file) {
        long found = file.directory().capacityBytes();
        if (options.capacityBytes() > found) {
            throw new PrimitiveMismatchException(file.where() + " capacity expected=" + options.capacityBytes()
                    + " found=" + found + ": a region does not grow; unlink it, or ask for no more than it has");
        }
        if (options.unlinkWhenUnused() && !file.mapping().unlinksWhenUnused()) {
            throw new PrimitiveMismatchException(
                    file.where() + " unlinkWhenUnused expected=true found=false: its creator"
                            + " wanted it to stay; open it without, or unlink it first");
        }
    }
}
