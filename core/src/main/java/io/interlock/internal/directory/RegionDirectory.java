package io.interlock.internal.directory;

import io.interlock.RegionAccessException;
import io.interlock.internal.access.PrivateThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
        return PrivateThread.call(() -> removed(path, file -> RegionFiles.remove(file, path), RegionRemoval::remove));
    }

    /** Removes a region's file if no living process has it open; one that is no region stays. */
    public static boolean unlinkUnused(Path path) {
        return PrivateThread.call(
                () -> removed(path, file -> RegionFiles.removeIfUnused(file, path), RegionRemoval::removeIfUnused));
    }

    private static boolean removed(
            Path path, RegionFiles.Use<RegionRuntime, Boolean> ifMapped, RegionFiles.Use<Path, Boolean> otherwise) {
        try {
            return RegionFiles.withFile(path, ifMapped, otherwise);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new RegionAccessException("region=" + path + ": cannot remove it: " + e, e);
        }
    }

    /** The name by which this file is opened, empty where it takes its path. */
    public static Optional<String> nameOf(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        String file = String.valueOf(absolute.getFileName());
        return Optional.of(file)
                .filter(any -> file.startsWith(PREFIX))
                .map(any -> file.substring(PREFIX.length()))
                .filter(name -> NAME.matcher(name).matches())
                .filter(name -> Default.DIRECTORY
                        .resolve(file)
                        .toAbsolutePath()
                        .normalize()
                        .equals(absolute));
    }

    /** Where regions that are opened by name are. */
    public static Path directory() {
        return Default.DIRECTORY;
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
