package io.interlock.benchmarks.message;

import io.interlock.benchmarks.driver.TrialRegion;
import io.interlock.collection.PipeClaim;
import io.interlock.collection.PipeEnd;
import io.interlock.collection.ShmPipe;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/** {@code ShmPipe}: a duplex pipe for each two lanes, there and back. */
public final class InterlockPipes implements Carrier {

    /** As many as {@link AgronaRings} hands to a handler in one call. */
    private static final int MOST_AT_ONCE = AgronaRings.MOST_AT_ONCE;

    private final TrialRegion region;
    private final boolean inPlace;

    /** @param inPlace whether messages are written and read where they stand in shared memory, without a copy */
    public InterlockPipes(Path file, boolean first, int lanes, boolean inPlace) {
        this.region = new TrialRegion(file, first, TrialRegion.withRoomFor(lanes * (long) LANE_BYTES));
        this.inPlace = inPlace;
    }

    @Override
    public MessageProducer producer(int lane) {
        PipeEnd end = isBack(lane) ? pipe(lane).second() : pipe(lane).first();
        if (inPlace) {
            return (first, second) -> {
                PipeClaim claim = end.claim(Payload.BYTES);
                Payload.write(claim.bytes(), first, second);
                claim.commit();
            };
        }
        byte[] message = new byte[Payload.BYTES];
        return (first, second) -> {
            Payload.write(message, first, second);
            end.send(message);
        };
    }

    @Override
    public MessageConsumer consumer(int lane) {
        PipeEnd end = isBack(lane) ? pipe(lane).first() : pipe(lane).second();
        return inPlace
                ? new InPlace(end)
                : reader -> Payload.read(Objects.requireNonNull(end.receive(), "the other end is closed"), reader);
    }

    /** Receives with one handler for all messages. */
    private static final class InPlace implements MessageConsumer {

        private final PipeEnd end;
        private final Consumer<ByteBuffer> handler = this::handle;
        private Payload.Reader reader = (first, second, last) -> {};

        InPlace(PipeEnd end) {
            this.end = end;
        }

        @Override
        public void take(Payload.Reader reader) throws InterruptedException {
            this.reader = reader;
            if (end.receive(handler, MOST_AT_ONCE) == 0) {
                throw new IllegalStateException("the other end is closed");
            }
        }

        private void handle(ByteBuffer message) {
            Payload.read(message, reader);
        }
    }

    private static boolean isBack(int lane) {
        return lane % 2 == 1;
    }

    private ShmPipe pipe(int lane) {
        return region.get().pipe("pipe-" + lane / 2, LANE_BYTES);
    }

    @Override
    public void close() {
        region.close();
    }
}
