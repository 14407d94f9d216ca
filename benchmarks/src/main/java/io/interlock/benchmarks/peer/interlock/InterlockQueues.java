package io.interlock.benchmarks.peer.interlock;

import io.interlock.Region;
import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.Messenger;
import io.interlock.collection.Codecs;
import io.interlock.collection.QueueOptions;
import io.interlock.collection.ShmQueue;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ShmQueue} of arrays, taken as many at once as there are, up to {@value #MAX_AT_ONCE}. When
 * {@code put} returns, the array has been copied, so that each producer has one.
 */
final class InterlockQueues implements Messenger {

    private final Region region;
    private final QueueOptions options;

    InterlockQueues(Region region, QueueOptions options) {
        this.region = region;
        this.options = options;
    }

    @Override
    public Producer producer(int lane) {
        ShmQueue<byte[]> queue = queue(lane);
        byte[] message = new byte[CheckedPayload.BYTES];
        return (first, second) -> {
            CheckedPayload.write(message, first, second);
            queue.put(message);
        };
    }

    @Override
    public Consumer consumer(int lane) {
        ShmQueue<byte[]> queue = queue(lane);
        List<byte[]> batch = new ArrayList<>(MAX_AT_ONCE);
        return reader -> {
            if (queue.drainTo(batch, MAX_AT_ONCE) == 0) {
                batch.add(queue.take());
            }
            batch.forEach(message -> CheckedPayload.read(message, reader));
            batch.clear();
        };
    }

    private ShmQueue<byte[]> queue(int lane) {
        return region.queue("lane-" + lane, Codecs.bytes(), options);
    }
}
