package io.interlock.benchmarks.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Agrona's ring buffers in a mapped file. Messages are written and read in place, by {@code tryClaim} and a handler, up to
 * {@value #MOST_AT_ONCE} a call. Whoever waits spins as long as each has a processor of its own, and else backs off, as
 * {@code BackoffIdleStrategy} does by its defaults. Without Agrona's checks of bounds, as its own benchmarks are run.
 */
public final class AgronaRings implements Carrier {

    private static final int MESSAGE = 1;

    /** The head moves once a call: with no limit, a producer would wait for the whole ring to be read. */
    static final int MOST_AT_ONCE = 64;

    private static final int BYTES = LANE_BYTES + RingBufferDescriptor.TRAILER_LENGTH;

    private final ByteBuffer file;
    private final boolean oneProducer;
    private final boolean spins;

    /**
     * Rings in that file, which the first creates.
     *
     * @param oneProducer whether one thread alone produces
     * @param spins whether there are processors enough for all
     */
    public AgronaRings(Path path, boolean first, int lanes, boolean oneProducer, boolean spins) {
        this.file = map(path, first, lanes * BYTES);
        this.oneProducer = oneProducer;
        this.spins = spins;
    }

    private static ByteBuffer map(Path path, boolean create, int bytes) {
        try (FileChannel channel = create
                ? FileChannel.open(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)
                : FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (create) {
                channel.write(ByteBuffer.allocate(bytes));
            }
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes).order(ByteOrder.nativeOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public MessageProducer producer(int lane) {
        RingBuffer ring = ring(lane);
        IdleStrategy idle = idle();
        return (first, second) -> {
            int index = ring.tryClaim(MESSAGE, Payload.BYTES);
            while (index < 0) {
                requireNotInterrupted();
                idle.idle();
                index = ring.tryClaim(MESSAGE, Payload.BYTES);
            }
            idle.reset();
            ring.buffer().putLong(index + Payload.FIRST, first);
            ring.buffer().putLong(index + Payload.SECOND, second);
            ring.buffer().putLong(index + Payload.LAST, Payload.last(first, second));
            ring.commit(index);
        };
    }

    @Override
    public MessageConsumer consumer(int lane) {
        RingBuffer ring = ring(lane);
        IdleStrategy idle = idle();
        return new MessageConsumer() {
            private Payload.Reader reader = (first, second, last) -> {};
            private final MessageHandler handler = (type, buffer, index, length) -> reader.read(
                    buffer.getLong(index + Payload.FIRST),
                    buffer.getLong(index + Payload.SECOND),
                    buffer.getLong(index + Payload.LAST));

            @Override
            public void take(Payload.Reader to) throws InterruptedException {
                reader = to;
                while (ring.read(handler, MOST_AT_ONCE) == 0) {
                    requireNotInterrupted();
                    idle.idle();
                }
                idle.reset();
            }
        };
    }

    static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private IdleStrategy idle() {
        return spins ? new BusySpinIdleStrategy() : new BackoffIdleStrategy();
    }

    private RingBuffer ring(int lane) {
        UnsafeBuffer memory = new UnsafeBuffer(file, lane * BYTES, BYTES);
        return oneProducer ? new OneToOneRingBuffer(memory) : new ManyToOneRingBuffer(memory);
    }
}
