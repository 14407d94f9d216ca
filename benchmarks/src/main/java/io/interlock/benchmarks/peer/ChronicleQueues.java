package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.Messenger;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;

/** Chronicle Queue. */
final class ChronicleQueues extends Library {

    @Override
    public List<Peer> peers() {
        return List.of(jvms(PrimitiveKind.QUEUE, "chronicle-queue"));
    }

    @Override
    public Driver open(Peer peer, TrialContext trial) {
        return trial.messages(peer, trial.owned(new Queues(trial.file("queues"), trial.maySpin())));
    }

    /**
     * Chronicle Queue, a queue a lane. It has no bound: producers never wait, and what was taken stays in its files, which are in
     * memory here. Words are written to and read from a document in place. A thread that waits for a message spins as long as each has a
     * processor of its own, and else backs off, as {@code BackoffIdleStrategy} does by its defaults.
     */
    private static final class Queues implements Messenger, AutoCloseable {

        private final Path directory;
        private final boolean spins;
        private final List<ChronicleQueue> open = new CopyOnWriteArrayList<>();

        /** @param spins whether there are processors enough for all */
        Queues(Path directory, boolean spins) {
            this.directory = directory;
            this.spins = spins;
        }

        @Override
        public Producer producer(int lane) {
            ExcerptAppender appender = queue(lane).createAppender();
            // One thread opens it, another one uses it.
            appender.singleThreadedCheckDisabled(true);
            return (first, second) -> {
                try (DocumentContext document = appender.writingDocument()) {
                    Bytes<?> bytes = document.wire().bytes();
                    long at = bytes.writePosition();
                    bytes.writeSkip(CheckedPayload.BYTES);
                    bytes.writeLong(at + CheckedPayload.FIRST, first);
                    bytes.writeLong(at + CheckedPayload.SECOND, second);
                    bytes.writeLong(at + CheckedPayload.LAST, CheckedPayload.last(first, second));
                }
            };
        }

        @Override
        public Consumer consumer(int lane) {
            ExcerptTailer tailer = queue(lane).createTailer();
            tailer.singleThreadedCheckDisabled(true);
            PollPause pause = new PollPause(spins);
            return reader -> {
                while (!read(tailer, reader)) {
                    pause.idle();
                }
                pause.reset();
            };
        }

        private static boolean read(ExcerptTailer tailer, CheckedPayload.Reader reader) {
            try (DocumentContext document = tailer.readingDocument()) {
                if (!document.isPresent()) {
                    return false;
                }
                Bytes<?> bytes = document.wire().bytes();
                long at = bytes.readPosition();
                reader.read(
                        bytes.readLong(at + CheckedPayload.FIRST),
                        bytes.readLong(at + CheckedPayload.SECOND),
                        bytes.readLong(at + CheckedPayload.LAST));
                return true;
            }
        }

        private ChronicleQueue queue(int lane) {
            ChronicleQueue queue = ChronicleQueue.singleBuilder(directory.resolve("lane-" + lane))
                    .build();
            open.add(queue);
            return queue;
        }

        @Override
        public void close() {
            open.forEach(ChronicleQueue::close);
        }
    }
}
