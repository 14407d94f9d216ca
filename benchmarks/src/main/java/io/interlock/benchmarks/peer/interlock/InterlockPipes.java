package io.interlock.benchmarks.peer.interlock;

import io.interlock.Region;
import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.Messenger;
import io.interlock.collection.PipeClaim;
import io.interlock.collection.PipeEnd;
import io.interlock.collection.ShmPipe;
import java.nio.ByteBuffer;
import java.util.Objects;

/** {@code ShmPipe}: a duplex pipe for each two lanes, there and back. */
final class InterlockPipes implements Messenger {

    private final Region region;
    private final boolean inPlace;

    /** @param inPlace whether messages are written and read where they stand in shared memory, without a copy */
    InterlockPipes(Region region, boolean inPlace) {
        this.region = region;
        this.inPlace = inPlace;
    }

    @Override
    public Producer producer(int lane) {
        PipeEnd end = isBack(lane) ? pipe(lane).second() : pipe(lane).first();
        if (inPlace) {
            return (first, second) -> {
                PipeClaim claim = end.claim(CheckedPayload.BYTES);
                CheckedPayload.write(claim.bytes(), first, second);
                claim.commit();
            };
        }
        byte[] message = new byte[CheckedPayload.BYTES];
        return (first, second) -> {
            CheckedPayload.write(message, first, second);
            end.send(message);
        };
    }

    @Override
    public Consumer consumer(int lane) {
        PipeEnd end = isBack(lane) ? pipe(lane).first() : pipe(lane).second();
        return inPlace
                ? new InPlace(end)
                : reader ->
                        CheckedPayload.read(Objects.requireNonNull(end.receive(), "the other end is closed"), reader);
    }

    /** Receives with one handler for all messages. */
    private static final class InPlace implements Consumer {

        private final PipeEnd end;
        private final java.util.function.Consumer<ByteBuffer> handler = this::handle;
        private CheckedPayload.Reader reader = (first, second, last) -> {};

        InPlace(PipeEnd end) {
            this.end = end;
        }

        @Override
        public void take(CheckedPayload.Reader reader) throws InterruptedException {
            this.reader = reader;
            if (end.receive(handler, MAX_AT_ONCE) == 0) {
                throw new IllegalStateException("the other end is closed");
            }
        }

        private void handle(ByteBuffer message) {
            CheckedPayload.read(message, reader);
        }
    }

    private static boolean isBack(int lane) {
        return lane % 2 == 1;
    }

    private ShmPipe pipe(int lane) {
        return region.pipe("pipe-" + lane / 2, LANE_BYTES);
    }
}
