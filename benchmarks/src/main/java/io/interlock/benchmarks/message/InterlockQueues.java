package io.interlock.benchmarks.message;

import io.interlock.benchmarks.driver.TrialRegion;
import io.interlock.collection.Codecs;
import io.interlock.collection.QueueOptions;
import io.interlock.collection.ShmQueue;
import java.nio.file.Path;

/** {@code ShmQueue} of arrays. When {@code put} returns, the array has been copied, so that each producer has one. */
public final class InterlockQueues implements Carrier {

    private final TrialRegion region;
    private final QueueOptions options;

    public InterlockQueues(Path file, boolean first, int lanes, QueueOptions options) {
        this.region = new TrialRegion(file, first, TrialRegion.withRoomFor(lanes * (long) LANE_BYTES));
        this.options = options;
    }

    @Override
    public MessageProducer producer(int lane) {
        ShmQueue<byte[]> queue = queue(lane);
        byte[] message = new byte[Payload.BYTES];
        return (first, second) -> {
            Payload.write(message, first, second);
            queue.put(message);
        };
    }

    @Override
    public MessageConsumer consumer(int lane) {
        ShmQueue<byte[]> queue = queue(lane);
        return reader -> Payload.read(queue.take(), reader);
    }

    private ShmQueue<byte[]> queue(int lane) {
        return region.get().queue("lane-" + lane, Codecs.bytes(), options);
    }

    @Override
    public void close() {
        region.close();
    }
}
