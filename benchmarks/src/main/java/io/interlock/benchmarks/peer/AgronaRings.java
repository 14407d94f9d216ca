package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.Messenger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Ring buffers of Agrona. */
final class AgronaRings extends Library {

    @Override
    public List<Peer> peers() {
        return List.of(jvms(PrimitiveKind.QUEUE, "agrona-many-to-one"), jvms(PrimitiveKind.PIPE, "agrona-one-to-one"));
    }

    @Override
    public Driver open(Peer peer, TrialContext trial) {
        return trial.messages(peer, new Rings(trial, peer.kind() == PrimitiveKind.PIPE));
    }

    /**
     * Agrona's ring buffers in a mapped file. Messages are written and read in place, by {@code tryClaim} and a handler, up to
     * {@value #MAX_AT_ONCE} a call. A waiting thread spins as long as each has a processor of its own, and else backs off, as
     * {@code BackoffIdleStrategy} does by its defaults. Without Agrona's checks of bounds, as its own benchmarks are run.
     */
    private static final class Rings implements Messenger {

        private static final int MESSAGE = 1;

        private static final int BYTES = LANE_BYTES + RingBufferDescriptor.TRAILER_LENGTH;

        private final ByteBuffer file;
        private final boolean oneProducer;
        private final boolean spins;

        /** Rings in a file that the first creates. */
        Rings(TrialContext trial, boolean oneProducer) {
            this.file = map(trial.file("rings"), trial.isFirst(), trial.lanes() * BYTES);
            this.oneProducer = oneProducer;
            this.spins = trial.maySpin();
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
        public Producer producer(int lane) {
            RingBuffer ring = ring(lane);
            PollPause pause = new PollPause(spins);
            return (first, second) -> {
                int index = ring.tryClaim(MESSAGE, CheckedPayload.BYTES);
                while (index < 0) {
                    pause.idle();
                    index = ring.tryClaim(MESSAGE, CheckedPayload.BYTES);
                }
                pause.reset();
                ring.buffer().putLong(index + CheckedPayload.FIRST, first);
                ring.buffer().putLong(index + CheckedPayload.SECOND, second);
                ring.buffer().putLong(index + CheckedPayload.LAST, CheckedPayload.last(first, second));
                ring.commit(index);
            };
        }

        @Override
        public Consumer consumer(int lane) {
            RingBuffer ring = ring(lane);
            PollPause pause = new PollPause(spins);
            return new Consumer() {
                private CheckedPayload.Reader reader = (first, second, last) -> {};
                private final MessageHandler handler = (type, buffer, index, length) -> reader.read(
                        buffer.getLong(index + CheckedPayload.FIRST),
                        buffer.getLong(index + CheckedPayload.SECOND),
                        buffer.getLong(index + CheckedPayload.LAST));

                @Override
                public void take(CheckedPayload.Reader to) throws InterruptedException {
                    reader = to;
                    while (ring.read(handler, MAX_AT_ONCE) == 0) {
                        pause.idle();
                    }
                    pause.reset();
                }
            };
        }

        private RingBuffer ring(int lane) {
            UnsafeBuffer memory = new UnsafeBuffer(file, lane * BYTES, BYTES);
            return oneProducer ? new OneToOneRingBuffer(memory) : new ManyToOneRingBuffer(memory);
        }
    }
}
