package io.interlock.internal.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file through which a parent hands its child the payload, and the child its failure back.
 *
 * <pre>
 * off size field
 *   0    4 PAYLOAD_BYTES     written by the parent before the child starts
 *   4    1 ENDS_WITH_PARENT  by the parent: 1 if the child watches it
 *   5    1 STARTED           by the child: 1 once it runs
 *   6    n PAYLOAD           by the parent
 * 6+n    m FAILURE           by the child, absent without one: headline, trace and serialized exception, each with its
 *                            length before it
 * </pre>
 *
 * <p>Both ends hold the file open, and the child removes its name as soon as it has opened it: no later death, of either,
 * leaves a file behind. Not a {@code FileChannel}: a thread that is interrupted would close it, and the failure of a task
 * often is that it was interrupted.
 */
public final class ChildChannel {

    private static final int ENDS_WITH_PARENT = 4;
    private static final int STARTED = 5;
    private static final int PAYLOAD = 6;

    private static final String PREFIX = "interlock-start-";
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path path;
    private final RandomAccessFile file;
    private final int payloadBytes;

    private ChildChannel(Path path, RandomAccessFile file, int payloadBytes) {
        this.path = path;
        this.file = file;
        this.payloadBytes = payloadBytes;
    }

    public static ChildChannel create(Payload payload, boolean endsWithParent) {
        byte[] bytes = payload.toBytes();
        Path path = null;
        try {
            path = createFile();
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            ByteBuffer content = ByteBuffer.allocate(PAYLOAD + bytes.length)
                    .putInt(bytes.length)
                    .put((byte) (endsWithParent ? 1 : 0))
                    .put((byte) 0)
                    .put(bytes);
            write(file, 0, content.array());
            return new ChildChannel(path, file, bytes.length);
        } catch (IOException e) {
            if (path != null) {
                deleteQuietly(path);
            }
            throw new IllegalStateException(
                    "task=" + payload.what() + " bytes=" + bytes.length + ": cannot write the task to a file: " + e
                            + "; name a directory that can be written with -Djava.io.tmpdir=...",
                    e);
        }
    }

    /** A new file in the directory of temporary files or, where that cannot be written, in memory. */
    public static Path createFile() throws IOException {
        try {
            return Files.createTempFile(PREFIX, "").toAbsolutePath();
        } catch (IOException e) {
            if (!Files.isWritable(MEMORY)) {
                throw e;
            }
            return Files.createTempFile(MEMORY, PREFIX, "");
        }
    }

    /** In the child. */
    public static ChildChannel openByChild(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        ChildChannel channel =
                new ChildChannel(path, file, read(file, 0, Integer.BYTES).getInt());
        channel.removeFiles();
        write(file, STARTED, new byte[] {1});
        return channel;
    }

    public Path path() {
        return path;
    }

    /** Where a command line goes that is too long; removed with the channel's own file. */
    public Path argumentFile() {
        return argumentFileOf(path);
    }

    public static Path argumentFileOf(Path channelFile) {
        return channelFile.resolveSibling(channelFile.getFileName() + "-arguments");
    }

    public boolean endsWithParent() throws IOException {
        return read(file, ENDS_WITH_PARENT, 1).get() == 1;
    }

    public Payload payload() throws IOException, ClassNotFoundException {
        return Payload.fromBytes(read(file, PAYLOAD, payloadBytes).array());
    }

    public void putFailure(Failure failure) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (byte[] part : new byte[][] {utf8(failure.headline()), utf8(failure.trace()), failure.exception()}) {
            out.writeInt(part.length);
            out.write(part);
        }
        write(file, PAYLOAD + payloadBytes, bytes.toByteArray());
    }

    /**
     * In the parent, after the child has ended. Takes what there is, and gives the file up.
     *
     * @return what the child left; null where even that cannot be read
     */
    @Nullable
    public Result takeResult() {
        try (file) {
            boolean started = read(file, STARTED, 1).get() == 1;
            int at = PAYLOAD + payloadBytes;
            byte[] rest = read(file, at, (int) (file.length() - at)).array();
            return new Result(started, rest.length == 0 ? null : failureIn(rest));
        } catch (IOException e) {
            return null;
        } finally {
            removeFiles();
        }
    }

    /**
     * What a child has left.
     *
     * @param started false if it ended before it ran anything of ours
     */
    public record Result(boolean started, @Nullable Failure failure) {}

    /** Null where the child was killed while it wrote. */
    private static @Nullable Failure failureIn(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        byte[][] parts = new byte[3][];
        for (int i = 0; i < parts.length; i++) {
            try {
                parts[i] = in.readNBytes(in.readInt());
            } catch (EOFException e) {
                return null;
            }
        }
        return new Failure(
                new String(parts[0], StandardCharsets.UTF_8), new String(parts[1], StandardCharsets.UTF_8), parts[2]);
    }

    public void removeFiles() {
        deleteQuietly(path);
        deleteQuietly(argumentFile());
    }

    /** In the parent, where no child was started. */
    public void close() {
        var unused = takeResult();
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Somebody keeps us from it: it is theirs now.
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer read(RandomAccessFile file, long at, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(at);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static void write(RandomAccessFile file, long at, byte[] bytes) throws IOException {
        file.seek(at);
        file.write(bytes);
    }
}
