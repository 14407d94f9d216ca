package io.interlock.internal.os;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Creates files that only their owner can open, from the system call that creates them on. */
public final class PrivateFile {

    /** The permissions of a new file: its owner reads and writes it, nobody else opens it. */
    public static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private PrivateFile() {}

    /**
     * Creates the file and opens it. The mode is an argument of the creating call: a file that is created first and
     * restricted later can be opened by others in between, and an open descriptor outlives the restriction.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the name is taken, also by a symbolic link
     */
    public static FileChannel create(Path path) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return FileChannel.open(path, NEW, posix ? new FileAttribute<?>[] {ownerOnly()} : new FileAttribute<?>[0]);
    }

    private static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    }
}
