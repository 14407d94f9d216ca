package io.interlock.memory;

import io.interlock.OpenMode;
import io.interlock.PrimitiveMismatchException;
import io.interlock.RegionAccessException;
import io.interlock.RegionException;
import io.interlock.RegionExistsException;
import io.interlock.RegionFormatException;
import io.interlock.RegionNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The region files that this process has mapped, each once however often it is opened: two mappings of one life mutex
 * would give one thread two addresses for what the C library links by address.
 *
 * <p>A file without users stays mapped while a thread of this process holds a slot in it, and is found again when it is
 * opened again.
 */
public final class RegionFiles {

    /** A name that is removed and made anew under our hands this often in a row is somebody's endless loop. */
    private static final int MOST_TRIES = 100;

    private static final Map<Object, Shared> MAPPED = new HashMap<>();

    private RegionFiles() {}

    private static final class Shared {
        private final RegionFile file;
        private int users;

        Shared(RegionFile file) {
            this.file = file;
        }
    }

    /** Opens or creates as the options say. */
    public static Attachment open(RegionOptions options) {
        return PrivateThread.call(() -> openUninterrupted(options));
    }

    private static Attachment openUninterrupted(RegionOptions options) {
        synchronized (MAPPED) {
            dropUnused();
            try {
                for (int tries = 0; tries < MOST_TRIES; tries++) {
                    RegionFile file = tryOpen(options);
                    if (file != null) {
                        return new Attachment(file, options.permissions());
                    }
                }
            } catch (IOException e) {
                throw new RegionException("region=" + options.path() + ": " + e, e);
            }
            throw new RegionException("region=" + options.path()
                    + ": removed and created anew by others each time it was opened; find out who does that");
        }
    }

    /** Closes one opening; the last one of the process lets the calling thread's slot go. */
    public static void close(Attachment attachment) {
        synchronized (MAPPED) {
            if (attachment.isClosed()) {
                return;
            }
            attachment.close();
            for (Shared shared : MAPPED.values()) {
                if (shared.file == attachment.file() && --shared.users == 0) {
                    shared.file.threads().releaseCurrent();
                    shared.file.threads().releaseProcess();
                }
            }
            dropUnused();
        }
    }

    /**
     * Removes the file's name, if it still names this region. Users keep what they have; the name is free.
     *
     * @return false if the name was gone, or names another region by now
     */
    public static boolean unlink(RegionFile file) {
        synchronized (MAPPED) {
            try {
                return isNamed(file) && remove(file, file.path());
            } catch (IOException e) {
                throw new RegionAccessException(file.where() + ": cannot remove the file", e);
            }
        }
    }

    /** Removes the name of a file that this process has mapped, or empty where it has not. */
    static Optional<Boolean> unlinkMapped(Path path) throws IOException {
        synchronized (MAPPED) {
            RegionFile file = mappedAt(path);
            return file == null ? Optional.empty() : Optional.of(remove(file, path));
        }
    }

    /**
     * The region that this process has mapped from the file of this name, or null. Such a file must not be opened again:
     * closing it would drop the process's file locks, which the portable protocol lives by.
     */
    static @Nullable RegionFile mappedAt(Path path) throws IOException {
        synchronized (MAPPED) {
            Shared shared = MAPPED.get(keyOf(attributes(path), path));
            return shared == null ? null : shared.file;
        }
    }

    private static boolean isNamed(RegionFile file) throws IOException {
        try {
            return mappedAt(file.path()) == file;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean remove(RegionFile file, Path path) throws IOException {
        boolean removed = Files.deleteIfExists(path);
        if (removed) {
            file.markUnlinked();
        }
        return removed;
    }

    /** Null where the name changed hands meanwhile: try again. */
    private static @Nullable RegionFile tryOpen(RegionOptions options) throws IOException {
        Path path = options.path();
        if (options.mode() == OpenMode.CREATE) {
            createNew(options);
        }
        PosixFileAttributes attributes;
        try {
            attributes = attributes(path);
        } catch (NoSuchFileException e) {
            if (options.mode() == OpenMode.OPEN) {
                throw new RegionNotFoundException(
                        "region=" + path + ": does not exist; create it first, or open with OPEN_OR_CREATE", e);
            }
            createIfAbsent(options);
            return null;
        }
        requireUsable(options, attributes);
        Object key = keyOf(attributes, path);
        Shared shared = MAPPED.get(key);
        if (shared == null) {
            RegionFile mapped = map(path, attributes);
            if (mapped == null) {
                return null;
            }
            shared = new Shared(mapped);
            MAPPED.put(key, shared);
        }
        requireCapacity(options, shared.file);
        shared.users++;
        return shared.file;
    }

    private static void createNew(RegionOptions options) throws IOException {
        try {
            RegionCreator.create(options);
        } catch (FileAlreadyExistsException e) {
            throw new RegionExistsException(
                    "region=" + options.path() + ": exists already; open it, or unlink it first", e);
        }
    }

    private static void createIfAbsent(RegionOptions options) throws IOException {
        try {
            RegionCreator.create(options);
        } catch (FileAlreadyExistsException e) {
            // Somebody was faster: theirs is as good.
        }
    }

    private static @Nullable RegionFile map(Path path, PosixFileAttributes expected) throws IOException {
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
            if (!keyOf(attributes(path), path).equals(keyOf(expected, path))) {
                channel.close();
                return null;
            }
            RegionHeader header = RegionHeader.read(channel, "region=" + path);
            return new RegionFile(path, channel, header.fileBytes(), header.protocol(), header.slots());
        } catch (NoSuchFileException e) {
            channel.close();
            return null;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void requireUsable(RegionOptions options, PosixFileAttributes attributes) throws IOException {
        String where = "region=" + options.path();
        if (attributes.isSymbolicLink()) {
            throw new RegionAccessException(where + ": a symbolic link, which could lead anywhere; open its target");
        }
        if (attributes.isDirectory()) {
            throw new RegionAccessException(where + ": a directory; a region is a file");
        }
        if (!attributes.isRegularFile()) {
            throw new RegionFormatException(where + ": not a regular file");
        }
        if (!options.expectsOtherOwners() && !attributes.owner().equals(ProcessOwner.get())) {
            throw new RegionAccessException(where + " owner=" + attributes.owner() + " expected=" + ProcessOwner.get()
                    + ": made by another user; to share regions among users, open with permissions(...) for them");
        }
    }

    private static void requireCapacity(RegionOptions options, RegionFile file) {
        long found = file.heap().capacityBytes();
        if (options.capacityBytes() > found) {
            throw new PrimitiveMismatchException(file.where() + " capacity expected=" + options.capacityBytes()
                    + " found=" + found + ": a region does not grow; unlink it, or ask for no more than it has");
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static Object keyOf(PosixFileAttributes attributes, Path path) {
        Object key = attributes.fileKey();
        return key == null ? path.toAbsolutePath() : key;
    }

    private static void dropUnused() {
        for (Iterator<Shared> all = MAPPED.values().iterator(); all.hasNext(); ) {
            Shared shared = all.next();
            if (shared.users == 0 && !shared.file.threads().inUse()) {
                shared.file.close();
                all.remove();
            }
        }
    }
}
