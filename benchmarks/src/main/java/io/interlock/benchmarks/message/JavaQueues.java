package io.interlock.benchmarks.message;

import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A blocking queue of {@code java.util.concurrent} among threads of one process. Nothing is copied there, and whoever takes an
 * array owns it, so that each message is a new one.
 */
public final class JavaQueues implements Carrier {

    private final BlockingQueue<byte[]>[] queues;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of generics
    public JavaQueues(int lanes, Supplier<BlockingQueue<byte[]>> maker) {
        this.queues = Stream.generate(maker).limit(lanes).toArray(BlockingQueue[]::new);
    }

    @Override
    public MessageProducer producer(int lane) {
        BlockingQueue<byte[]> queue = queues[lane];
        return (first, second) -> {
            byte[] message = new byte[Payload.BYTES];
            Payload.write(message, first, second);
            queue.put(message);
        };
    }

    @Override
    public MessageConsumer consumer(int lane) {
        BlockingQueue<byte[]> queue = queues[lane];
        return reader -> Payload.read(queue.take(), reader);
    }
}
