package io.interlock.benchmarks.peer;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.Messenger;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.jspecify.annotations.Nullable;

/** Aeron over shared memory. */
final class AeronIpc extends Library {

    @Override
    public List<Peer> peers() {
        return List.of(jvms(PrimitiveKind.PIPE, "aeron-ipc"));
    }

    @Override
    public Driver open(Peer peer, TrialContext trial) {
        return trial.messages(peer, trial.owned(new Streams(trial)));
    }

    /**
     * Aeron over shared memory, a stream a lane, by exclusive publications. The first process runs the media driver in one thread
     * that sleeps when there is nothing to do, which on two processors is best: one that spins takes a processor from an end.
     * Messages are written and read in place, by {@code tryClaim} and a handler, up to {@value #MAX_AT_ONCE} a call. A waiting thread
     * spins as long as each has a processor of its own, and else backs off, as {@code BackoffIdleStrategy} does by its defaults.
     */
    private static final class Streams implements Messenger, AutoCloseable {

        private static final String CHANNEL = "aeron:ipc";
        /** Three terms a stream: far more than the other lanes, as the driver moves the limit of what may be sent only at times. */
        private static final int TERM_BYTES = 4 << 20;

        private static final int FIRST_STREAM = 1;

        private final @Nullable MediaDriver driver;
        private final Aeron aeron;
        private final boolean spins;

        /** Streams by a media driver, which the first starts. */
        Streams(TrialContext trial) {
            Path directory = trial.file("aeron");
            this.driver = trial.isFirst()
                    ? MediaDriver.launch(new MediaDriver.Context()
                            .aeronDirectoryName(directory.toString())
                            .threadingMode(ThreadingMode.SHARED)
                            .sharedIdleStrategy(new SleepingMillisIdleStrategy(1))
                            .ipcTermBufferLength(TERM_BYTES)
                            .warnIfDirectoryExists(false)
                            .dirDeleteOnShutdown(true))
                    : null;
            this.aeron = Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(directory.toString())
                    .idleStrategy(new SleepingMillisIdleStrategy(1)));
            this.spins = trial.maySpin();
        }

        @Override
        public Producer producer(int lane) {
            ExclusivePublication publication = aeron.addExclusivePublication(CHANNEL, FIRST_STREAM + lane);
            BufferClaim claim = new BufferClaim();
            PollPause pause = new PollPause(spins);
            return (first, second) -> {
                while (publication.tryClaim(CheckedPayload.BYTES, claim) < 0) {
                    pause.idle();
                }
                pause.reset();
                int at = claim.offset();
                claim.buffer().putLong(at + CheckedPayload.FIRST, first);
                claim.buffer().putLong(at + CheckedPayload.SECOND, second);
                claim.buffer().putLong(at + CheckedPayload.LAST, CheckedPayload.last(first, second));
                claim.commit();
            };
        }

        @Override
        public Consumer consumer(int lane) {
            Subscription subscription = aeron.addSubscription(CHANNEL, FIRST_STREAM + lane);
            PollPause pause = new PollPause(spins);
            return new Consumer() {
                private CheckedPayload.Reader reader = (first, second, last) -> {};
                private final FragmentHandler handler = (buffer, at, length, header) -> reader.read(
                        buffer.getLong(at + CheckedPayload.FIRST),
                        buffer.getLong(at + CheckedPayload.SECOND),
                        buffer.getLong(at + CheckedPayload.LAST));

                @Override
                public void take(CheckedPayload.Reader to) throws InterruptedException {
                    reader = to;
                    while (subscription.poll(handler, MAX_AT_ONCE) == 0) {
                        pause.idle();
                    }
                    pause.reset();
                }
            };
        }

        @Override
        public void close() {
            aeron.close();
            if (driver != null) {
                driver.close();
            }
        }
    }
}
