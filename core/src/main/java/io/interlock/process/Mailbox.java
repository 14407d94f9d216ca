package io.interlock.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file through which a parent hands its child the payload, and the child its failure back.
 *
 * <pre>
 * off size field
 *   0    4 PAYLOAD_BYTES  written by the parent before the child starts
 *   4    n PAYLOAD
 * 4+n    m FAILURE        the child's stack trace, UTF-8, to the end of the file; absent without a failure
 * </pre>
 *
 * <p>Both ends hold the file open, and the child removes its name as soon as it has opened it: no later death, of either,
 * leaves a file behind.
 */
final class Mailbox {

    private static final int PAYLOAD = Integer.BYTES;

    private final Path path;
    private final FileChannel channel;
    private final int payloadBytes;

    private Mailbox(Path path, FileChannel channel, int payloadBytes) {
        this.path = path;
        this.channel = channel;
        this.payloadBytes = payloadBytes;
    }

    static Mailbox create(Payload payload) {
        byte[] bytes = payload.toBytes();
        try {
            Path path = Files.createTempFile("interlock-start-", "");
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            ByteBuffer content = ByteBuffer.allocate(PAYLOAD + bytes.length)
                    .putInt(bytes.length)
                    .put(bytes);
            writeAll(channel, content.flip(), 0);
            return new Mailbox(path, channel, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write what the child is to run", e);
        }
    }

    /** In the child. */
    static Mailbox openByChild(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Files.deleteIfExists(path);
        ByteBuffer size = ByteBuffer.allocate(PAYLOAD);
        channel.read(size, 0);
        return new Mailbox(path, channel, size.flip().getInt());
    }

    Path path() {
        return path;
    }

    Payload payload() throws IOException, ClassNotFoundException {
        ByteBuffer bytes = ByteBuffer.allocate(payloadBytes);
        while (bytes.hasRemaining() && channel.read(bytes, PAYLOAD + bytes.position()) >= 0) {
            // a read may bring less than asked for
        }
        return Payload.fromBytes(bytes.array());
    }

    void putFailure(String trace) throws IOException {
        writeAll(channel, ByteBuffer.wrap(trace.getBytes(StandardCharsets.UTF_8)), PAYLOAD + payloadBytes);
    }

    /** In the parent, after the child has ended. */
    Optional<String> failure() {
        try {
            int at = PAYLOAD + payloadBytes;
            if (!channel.isOpen() || channel.size() <= at) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - at));
            while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
                // a read may bring less than asked for
            }
            return Optional.of(new String(bytes.array(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.of("its stack trace cannot be read: " + e);
        }
    }

    void removeFile() {
        JvmProcess.deleteQuietly(path);
    }

    void close() {
        removeFile();
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        for (long to = at; bytes.hasRemaining(); ) {
            to += channel.write(bytes, to);
        }
    }
}
