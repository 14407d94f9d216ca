package io.interlock.memory;

import io.interlock.PrimitiveMismatchException;
import io.interlock.RegionAccessException;
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
final class RegionMapping {

    private RegionMapping() {}

    /** Maps the file of these attributes; null where the name has changed hands meanwhile. */
    static @Nullable RegionFile map(Path path, PosixFileAttributes expected) throws IOException {
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
        try {
            if (!FileIdentity.isNow(path, FileIdentity.keyOf(expected, path))) {
                channel.close();
                return null;
            }
            RegionHeader header = RegionHeader.read(channel, "region=" + path);
            return new RegionFile(path, channel, header.fileBytes(), header.protocol(), header.slots());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Refuses a region that is not what the opener wants. */
    static void requireAsAsked(RegionOptions options, RegionFile file) {
        long found = file.heap().capacityBytes();
        if (options.capacityBytes() > found) {
            throw new PrimitiveMismatchException(file.where() + " capacity expected=" + options.capacityBytes()
                    + " found=" + found + ": a region does not grow; unlink it, or ask for no more than it has");
        }
        if (options.unlinkWhenUnused() && !file.unlinksWhenUnused()) {
            throw new PrimitiveMismatchException(
                    file.where() + " unlinkWhenUnused expected=true found=false: its creator"
                            + " wanted it to stay; open it without, or unlink it first");
        }
    }
}
