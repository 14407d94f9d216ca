package io.interlock.internal.os;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Linux's open-file-description locks ({@code F_OFD_SETLK}) on bytes of a file. They conflict with POSIX's file locks, but belong
 * to the open file, not to the process: they stay when the process closes another descriptor of the file, and two openings in one
 * process exclude one another.
 */
public final class OpenFileLocks implements AutoCloseable {

    private static final int F_OFD_GETLK = 36;
    private static final int F_OFD_SETLK = 37;
    private static final short F_RDLCK = 0;
    private static final short F_WRLCK = 1;
    private static final short F_UNLCK = 2;

    private static final int AT_FDCWD = -100;
    private static final int O_RDWR = 2;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x8_0000;

    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final int ENOENT = 2;
    private static final int EPERM = 1;
    private static final int ELOOP = 40;

    private static final int FLOCK_BYTES = 32;
    private static final int START = 8;
    private static final int LENGTH = 16;

    private final Path path;
    private int descriptor;

    private OpenFileLocks(Path path, int descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /** True where this process can use such locks; found out by using one. To be called only where native calls work. */
    public static boolean work() {
        return Probe.WORKS;
    }

    /**
     * Opens the file; a symbolic link is not followed.
     *
     * @param toWrite whether the file may be locked, not only asked for locks
     */
    public static OpenFileLocks open(Path path, boolean toWrite) throws IOException {
        int flags = (toWrite ? O_RDWR : 0) | O_NONBLOCK | O_CLOEXEC | Syscalls.O_NOFOLLOW;
        return new OpenFileLocks(path, openFile(bytesOf(path), flags));
    }

    /**
     * Locks the bytes, or changes the lock that this opening has on them.
     *
     * @return false if another opening, of any process, has a lock in the way
     */
    public synchronized boolean tryLock(long from, long bytes, boolean shared) throws IOException {
        int error = control(F_OFD_SETLK, shared ? F_RDLCK : F_WRLCK, from, bytes);
        if (error == EAGAIN || error == EACCES) {
            return false;
        }
        check(error);
        return true;
    }

    /** Gives up this opening's locks on the bytes. */
    public synchronized void unlock(long from, long bytes) throws IOException {
        check(control(F_OFD_SETLK, F_UNLCK, from, bytes));
    }

    /** True if another opening, of any process, has a lock on any of the bytes. Takes none. */
    public synchronized boolean isLocked(long from, long bytes) throws IOException {
        return isRefused(F_WRLCK, from, bytes);
    }

    /** True if another opening, of any process, has a lock on the byte that is not shared. Takes none. */
    public synchronized boolean isLockedExclusively(long at) throws IOException {
        return isRefused(F_RDLCK, at, 1);
    }

    private boolean isRefused(short type, long from, long bytes) throws IOException {
        try (Memory flock = flock(type, from, bytes)) {
            check(call(F_OFD_GETLK, flock));
            return flock.getShort(0) != F_UNLCK;
        }
    }

    /** Closes the file, which ends all locks of this opening. */
    @Override
    public synchronized void close() {
        if (descriptor >= 0) {
            LibC.syscall(Syscalls.CLOSE, descriptor, 0, 0, 0, 0, 0);
            // Its number may be another file's from now on.
            descriptor = -1;
        }
    }

    private int control(int command, short type, long from, long bytes) throws ClosedChannelException {
        try (Memory flock = flock(type, from, bytes)) {
            return call(command, flock);
        }
    }

    private static Memory flock(short type, long from, long bytes) {
        Memory flock = new Memory(FLOCK_BYTES);
        // Also l_whence = SEEK_SET and l_pid, which must be 0.
        flock.clear();
        flock.setShort(0, type);
        flock.setLong(START, from);
        flock.setLong(LENGTH, bytes);
        return flock;
    }

    /** 0, or the call's error. */
    private int call(int command, Memory flock) throws ClosedChannelException {
        if (descriptor < 0) {
            throw new ClosedChannelException();
        }
        long result = LibC.syscall(Syscalls.FCNTL, descriptor, command, Pointer.nativeValue(flock), 0, 0, 0);
        return result < 0 ? Native.getLastError() : 0;
    }

    private void check(int error) throws IOException {
        if (error != 0) {
            throw new IOException("file=" + path + " call=fcntl errno=" + error + ": cannot lock the file");
        }
    }

    private static int openFile(byte[] name, int flags) throws IOException {
        try (Memory text = new Memory(name.length + 1L)) {
            text.write(0, name, 0, name.length);
            text.setByte(name.length, (byte) 0);
            long result = LibC.syscall(Syscalls.OPENAT, AT_FDCWD, Pointer.nativeValue(text), flags, 0, 0, 0);
            if (result < 0) {
                throw failed(new String(name, StandardCharsets.UTF_8), Native.getLastError());
            }
            return (int) result;
        }
    }

    /** What the JDK throws where it opens a file. */
    private static IOException failed(String file, int error) {
        return switch (error) {
            case ENOENT -> new NoSuchFileException(file);
            case ELOOP -> new FileSystemLoopException(file);
            case EACCES, EPERM -> new AccessDeniedException(file);
            default -> new FileSystemException(file, null, "openat failed, errno=" + error);
        };
    }

    /** The name as the JDK hands it to the system, whatever the locale: its URI has every byte. */
    private static byte[] bytesOf(Path path) {
        String raw = path.toAbsolutePath().toUri().getRawPath();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }

    /** The one attempt, on a file that every process may lock. */
    private static final class Probe {

        static final boolean WORKS = works();

        private static boolean works() {
            try (OpenFileLocks locks = open(Path.of("/dev/null"), true)) {
                return locks.tryLock(0, 1, true) && !locks.isLocked(1, 1);
            } catch (IOException e) {
                return false;
            }
        }
    }
}
