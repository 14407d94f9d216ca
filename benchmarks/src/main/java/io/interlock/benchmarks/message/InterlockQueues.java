package io.interlock.benchmarks.message;

import io.interlock.benchmarks.driver.TrialRegion;
import io.interlock.collection.Codecs;
import io.interlock.collection.QueueOptions;
import io.interlock.collection.ShmQueue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ShmQueue} of arrays, taken as many at once as there are, up to what {@link AgronaRings} hands over in a call. When
 * {@code put} returns, the array has been copied, so that each producer has one.
 */
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
        List<byte[]> batch = new ArrayList<>(AgronaRings.MOST_AT_ONCE);
        return reader -> {
            if (queue.drainTo(batch, AgronaRings.MOST_AT_ONCE) == 0) {
                batch.add(queue.take());
            }
            batch.forEach(message -> Payload.read(message, reader));
            batch.clear();
        };
    }

    private ShmQueue<byte[]> queue(int lane) {
        return region.get().queue("lane-" + lane, Codecs.bytes(), options);
    }

    @Override
    public void close() {
        region.close();
    }
}
