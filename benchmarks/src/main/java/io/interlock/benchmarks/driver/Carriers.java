package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.message.AeronIpc;
import io.interlock.benchmarks.message.AgronaRings;
import io.interlock.benchmarks.message.Carrier;
import io.interlock.benchmarks.message.ChronicleQueues;
import io.interlock.benchmarks.message.InterlockPipes;
import io.interlock.benchmarks.message.InterlockQueues;
import io.interlock.benchmarks.message.JavaQueues;
import io.interlock.collection.QueueOptions;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Opens what carries messages. */
final class Carriers {

    /**
     * What is asked of a carrier.
     *
     * @param count how many lanes
     * @param haveOneProducer whether each has one producer alone
     * @param maySpin whether every contender has a processor of its own
     */
    record Lanes(int count, boolean haveOneProducer, boolean maySpin) {}

    private Carriers() {}

    static Carrier open(Implementation implementation, Path controlFile, boolean first, Lanes lanes) {
        Path region = Drivers.beside(controlFile, "region");
        Path rings = Drivers.beside(controlFile, "rings");
        QueueOptions queue = QueueOptions.ofBytes(Carrier.LANE_BYTES);
        return switch (implementation) {
            case QUEUE -> new InterlockQueues(region, first, lanes.count, queue);
            case QUEUE_SINGLE ->
                new InterlockQueues(
                        region,
                        first,
                        lanes.count,
                        lanes.haveOneProducer
                                ? queue.withSingleConsumer().withSingleProducer()
                                : queue.withSingleConsumer());
            case QUEUE_AGRONA -> new AgronaRings(rings, first, lanes.count, false, lanes.maySpin);
            case QUEUE_CHRONICLE -> new ChronicleQueues(Drivers.beside(controlFile, "queues"), lanes.maySpin);
            case QUEUE_JAVA -> new JavaQueues(lanes.count, () -> new ArrayBlockingQueue<>(Carrier.LANE_MESSAGES));
            case QUEUE_JAVA_LINKED ->
                new JavaQueues(lanes.count, () -> new LinkedBlockingQueue<>(Carrier.LANE_MESSAGES));
            case PIPE -> new InterlockPipes(region, first, lanes.count, true);
            case PIPE_COPYING -> new InterlockPipes(region, first, lanes.count, false);
            case PIPE_AGRONA -> new AgronaRings(rings, first, lanes.count, true, lanes.maySpin);
            case PIPE_AERON -> new AeronIpc(Drivers.beside(controlFile, "aeron"), first, lanes.maySpin);
            default -> throw new IllegalArgumentException("implementation=" + implementation + ": carries no messages");
        };
    }
}
