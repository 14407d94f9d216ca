package io.interlock.internal.region;

import io.interlock.RegionException;
import io.interlock.RegionFullException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Why a region's file did not get the memory that was asked for: most often there is none, but a disk may also be broken. */
public final class BackingFailure {

    /** ENOSPC, EDQUOT and EFBIG as the C library words them; in another language the free space has to tell. */
    private static final List<String> NO_ROOM =
            List.of("No space left on device", "Disk quota exceeded", "File too large");

    private BackingFailure() {}

    /**
     * The exception for it.
     *
     * @param where the beginning of the message
     * @param path the file, which may have lost its name
     * @param neededBytes what was to be written, in bytes
     */
    public static RegionException of(String where, Path path, long neededBytes, IOException cause) {
        String message = where + " needed=" + neededBytes + " bytes";
        long free = Long.MAX_VALUE;
        try {
            FileStore store = Files.getFileStore(FileIdentity.directoryOf(path));
            free = store.getUsableSpace();
            message += " free=" + free + " bytes on " + store;
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return free < neededBytes || NO_ROOM.stream().anyMatch(String.valueOf(cause.getMessage())::contains)
                ? new RegionFullException(
                        message + ": " + cause.getMessage()
                                + " (containers give /dev/shm 64 MB unless started with --shm-size)",
                        cause)
                : new RegionException(message + ": cannot write its file, though there is room: " + cause, cause);
    }
}
