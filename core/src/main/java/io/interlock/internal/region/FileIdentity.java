package io.interlock.internal.region;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;

/** Which file a name leads to at the moment, as names change hands. No symbolic link is followed. */
public final class FileIdentity {

    private FileIdentity() {}

    public static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Equal for the same file; where the file system does not number its files, for the same path. */
    public static Object keyOf(BasicFileAttributes attributes, Path path) {
        Object key = attributes.fileKey();
        return key == null ? path.toAbsolutePath() : key;
    }

    /**
     * That of the file which has this name.
     *
     * @throws NoSuchFileException if none has
     */
    public static Object keyOf(Path path) throws IOException {
        return keyOf(attributes(path), path);
    }

    /** True if the file has no other name; also where the file system does not count names. */
    public static boolean isOnlyName(Path path) throws IOException {
        try {
            return ((Integer) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS)) <= 1;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return true;
        }
    }

    /** True if the name is that file's now. */
    public static boolean isNow(Path path, Object key) throws IOException {
        try {
            return keyOf(path).equals(key);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** The directory in which the file of this name is. */
    public static Path directoryOf(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("path=" + path + ": must name a file in a directory");
        }
        return parent;
    }
}
