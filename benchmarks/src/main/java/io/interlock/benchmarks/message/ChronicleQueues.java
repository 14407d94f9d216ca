package io.interlock.benchmarks.message;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Chronicle Queue, a queue a lane. It has no bound: producers never wait, and what was taken stays in its files, which are in
 * memory here. Words are written to and read from a document in place. Who waits for a message spins as long as each has a
 * processor of its own, and else backs off, as {@code BackoffIdleStrategy} does by its defaults.
 */
public final class ChronicleQueues implements Carrier {

    private final Path directory;
    private final boolean spins;
    private final List<ChronicleQueue> open = new CopyOnWriteArrayList<>();

    /** @param spins whether there are processors enough for all */
    public ChronicleQueues(Path directory, boolean spins) {
        this.directory = directory;
        this.spins = spins;
    }

    @Override
    public MessageProducer producer(int lane) {
        ExcerptAppender appender = queue(lane).createAppender();
        // One thread opens it, another one uses it.
        appender.singleThreadedCheckDisabled(true);
        return (first, second) -> {
            try (DocumentContext document = appender.writingDocument()) {
                Bytes<?> bytes = document.wire().bytes();
                long at = bytes.writePosition();
                bytes.writeSkip(Payload.BYTES);
                bytes.writeLong(at + Payload.FIRST, first);
                bytes.writeLong(at + Payload.SECOND, second);
                bytes.writeLong(at + Payload.LAST, Payload.last(first, second));
            }
        };
    }

    @Override
    public MessageConsumer consumer(int lane) {
        ExcerptTailer tailer = queue(lane).createTailer();
        tailer.singleThreadedCheckDisabled(true);
        IdleStrategy idle = spins ? new BusySpinIdleStrategy() : new BackoffIdleStrategy();
        return reader -> {
            while (!read(tailer, reader)) {
                AgronaRings.requireNotInterrupted();
                idle.idle();
            }
            idle.reset();
        };
    }

    private static boolean read(ExcerptTailer tailer, Payload.Reader reader) {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return false;
            }
            Bytes<?> bytes = document.wire().bytes();
            long at = bytes.readPosition();
            reader.read(
                    bytes.readLong(at + Payload.FIRST),
                    bytes.readLong(at + Payload.SECOND),
                    bytes.readLong(at + Payload.LAST));
            return true;
        }
    }

    private ChronicleQueue queue(int lane) {
        ChronicleQueue queue =
                ChronicleQueue.singleBuilder(directory.resolve("lane-" + lane)).build();
        open.add(queue);
        return queue;
    }

    @Override
    public void close() {
        open.forEach(ChronicleQueue::close);
    }
}
