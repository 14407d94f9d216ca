package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.Messenger;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lanes over stream sockets: a connection for each two, there and back. The process that consumes the even lane listens, and
 * accepts when it first uses the connection; the other one connects when it does.
 *
 * <p>A stream has no messages: each is a frame of its length, in four bytes, and the payload. A producer writes a frame by one
 * call, without gathering several. A consumer reads what is there, up to {@value Messenger#MAX_AT_ONCE} frames, hands over the
 * whole ones, and keeps the beginning of one that has not come entirely. Both block in the kernel to wait.
 */
abstract class SocketLanes implements Messenger, AutoCloseable {

    private static final int FRAME_BYTES = Integer.BYTES + CheckedPayload.BYTES;

    private final Map<Integer, Connection> listening = new HashMap<>();
    private final Map<Integer, Connection> connecting = new HashMap<>();

    /** A channel that listens for the connection of this number; the other process can find its address. */
    abstract ServerSocketChannel listen(int connection) throws IOException;

    /** Where that channel listens. */
    abstract SocketAddress address(int connection) throws IOException;

    /** A channel that is not connected. */
    abstract SocketChannel open() throws IOException;

    /** What a connected channel needs besides. */
    void configure(SocketChannel channel) throws IOException {}

    @Override
    public Producer producer(int lane) {
        Connection connection = connection(lane, isBack(lane));
        ByteBuffer frame = ByteBuffer.allocateDirect(FRAME_BYTES);
        ByteBuffer payload = frame.slice(Integer.BYTES, CheckedPayload.BYTES);
        frame.putInt(0, CheckedPayload.BYTES);
        return (first, second) -> {
            CheckedPayload.write(payload, first, second);
            frame.clear();
            connection.write(frame);
        };
    }

    @Override
    public Consumer consumer(int lane) {
        Connection connection = connection(lane, !isBack(lane));
        ByteBuffer read = ByteBuffer.allocateDirect(MAX_AT_ONCE * FRAME_BYTES);
        return reader -> {
            do {
                connection.read(read);
                read.flip();
            } while (!handOver(read, reader));
        };
    }

    /** Hands over all whole frames and moves what is left to the beginning; false if there was none. */
    static boolean handOver(ByteBuffer read, CheckedPayload.Reader reader) {
        boolean any = false;
        while (read.remaining() >= Integer.BYTES) {
            int length = read.getInt(read.position());
            if (length != CheckedPayload.BYTES) {
                throw new IllegalStateException("a frame of " + length + " bytes: the stream is out of step");
            }
            if (read.remaining() < FRAME_BYTES) {
                break;
            }
            read.position(read.position() + Integer.BYTES);
            CheckedPayload.read(read, reader);
            read.position(read.position() + CheckedPayload.BYTES);
            any = true;
        }
        read.compact();
        return any;
    }

    private static boolean isBack(int lane) {
        return lane % 2 == 1;
    }

    private Connection connection(int lane, boolean listens) {
        return (listens ? listening : connecting).computeIfAbsent(lane / 2, number -> new Connection(number, listens));
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connecting.values()) {
            connection.close();
        }
        for (Connection connection : listening.values()) {
            connection.close();
        }
    }

    /** One end of a connection, which one thread uses. */
    private final class Connection implements AutoCloseable {

        private final int number;
        private final @Nullable ServerSocketChannel server;
        private @Nullable SocketChannel channel;

        Connection(int number, boolean listens) {
            this.number = number;
            try {
                this.server = listens ? listen(number) : null;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen", e);
            }
        }

        void write(ByteBuffer bytes) throws InterruptedException {
            try {
                SocketChannel to = connected();
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
            } catch (IOException e) {
                throw failure(e);
            }
        }

        /** Waits for at least one byte. */
        void read(ByteBuffer bytes) throws InterruptedException {
            try {
                if (connected().read(bytes) < 0) {
                    throw new EOFException("the other end is closed");
                }
            } catch (IOException e) {
                throw failure(e);
            }
        }

        private SocketChannel connected() throws IOException {
            SocketChannel connected = channel;
            if (connected == null) {
                connected = server == null ? connect() : server.accept();
                configure(connected);
                channel = connected;
            }
            return connected;
        }

        private SocketChannel connect() throws IOException {
            SocketChannel connecting = open();
            // As much room as other lanes have, before the connection is made: TCP agrees on it then.
            connecting.setOption(StandardSocketOptions.SO_SNDBUF, LANE_BYTES);
            connecting.setOption(StandardSocketOptions.SO_RCVBUF, LANE_BYTES);
            connecting.connect(address(number));
            return connecting;
        }

        /** A worker is told to end by an interrupt, also while it blocks here. */
        private UncheckedIOException failure(IOException e) throws InterruptedException {
            if (e instanceof ClosedByInterruptException) {
                throw new InterruptedException();
            }
            return new UncheckedIOException("connection " + number, e);
        }

        @Override
        public void close() throws IOException {
            if (channel != null) {
                channel.close();
            }
            if (server != null) {
                server.close();
            }
        }
    }
}
