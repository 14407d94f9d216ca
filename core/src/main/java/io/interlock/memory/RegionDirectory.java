package io.interlock.memory;

import io.interlock.RegionAccessException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where regions that are opened by name are kept, and their removal without opening them. */
public final class RegionDirectory {

    /** Says whose files these are to those who find them. */
    private static final String PREFIX = "interlock-";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private RegionDirectory() {}

    public static Path pathOf(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name=" + name
                    + ": a region's name has 1 to 200 letters, digits, dots, hyphens and underscores, and starts with a"
                    + " letter or a digit; for a file elsewhere give a Path");
        }
        return Default.DIRECTORY.resolve(PREFIX + name);
    }

    /** Removes a region's file; one that is no region stays. */
    public static boolean unlink(Path path) {
        return PrivateThread.call(() -> unlinkUninterrupted(path));
    }

    private static boolean unlinkUninterrupted(Path path) {
        try {
            Optional<Boolean> removed = RegionFiles.unlinkMapped(path);
            if (removed.isPresent()) {
                return removed.get();
            }
            // Not even opened otherwise: opening a pipe waits for its other end.
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || !startsWithMagic(path)) {
                throw new RegionAccessException("region=" + path
                        + ": not an Interlock region, so it stays; remove it yourself if it is in the way");
            }
            return Files.deleteIfExists(path);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new RegionAccessException("region=" + path + ": cannot remove it: " + e, e);
        }
    }

    private static boolean startsWithMagic(Path path) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            channel.read(start, HeaderLayout.MAGIC);
        }
        return !start.hasRemaining() && start.getLong(0) == HeaderLayout.MAGIC_VALUE;
    }

    /** Found out once, at the first region that is opened by name. */
    private static final class Default {

        static final Path DIRECTORY = find();

        private static Path find() {
            String property = System.getProperty("interlock.directory");
            if (property != null) {
                return Path.of(property);
            }
            Path shared = Path.of("/dev/shm");
            if (Files.isWritable(shared)) {
                return shared;
            }
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            System.getLogger("io.interlock")
                    .log(
                            System.Logger.Level.WARNING,
                            "{0} is missing or not writable: regions are kept in {1}, which may be a disk",
                            shared,
                            temporary);
            return temporary;
        }
    }
}
