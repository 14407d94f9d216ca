package io.interlock.benchmarks.message;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import java.nio.file.Path;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Aeron over shared memory, a stream a lane, by exclusive publications. The first process runs the media driver in one thread
 * that sleeps when there is nothing to do, which on two processors is best: one that spins takes a processor from an end.
 * Messages are written and read in place, by {@code tryClaim} and a handler, up to {@value #MOST_AT_ONCE} a call. Whoever waits
 * spins as long as each has a processor of its own, and else backs off, as {@code BackoffIdleStrategy} does by its defaults.
 */
public final class AeronIpc implements Carrier {

    private static final String CHANNEL = "aeron:ipc";
    private static final int MOST_AT_ONCE = 64;

    /** Three terms a stream: far more than the other lanes, as the driver moves the limit of what may be sent only at times. */
    private static final int TERM_BYTES = 4 << 20;

    private static final int FIRST_STREAM = 1;

    private final @Nullable MediaDriver driver;
    private final Aeron aeron;
    private final boolean spins;

    /**
     * Streams by a media driver with its files in that directory, which the first starts.
     *
     * @param spins whether there are processors enough for all
     */
    public AeronIpc(Path directory, boolean first, boolean spins) {
        this.driver = first
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
        this.spins = spins;
    }

    @Override
    public MessageProducer producer(int lane) {
        ExclusivePublication publication = aeron.addExclusivePublication(CHANNEL, FIRST_STREAM + lane);
        BufferClaim claim = new BufferClaim();
        IdleStrategy idle = idle();
        return (first, second) -> {
            while (publication.tryClaim(Payload.BYTES, claim) < 0) {
                AgronaRings.requireNotInterrupted();
                idle.idle();
            }
            idle.reset();
            int at = claim.offset();
            claim.buffer().putLong(at + Payload.FIRST, first);
            claim.buffer().putLong(at + Payload.SECOND, second);
            claim.buffer().putLong(at + Payload.LAST, Payload.last(first, second));
            claim.commit();
        };
    }

    @Override
    public MessageConsumer consumer(int lane) {
        Subscription subscription = aeron.addSubscription(CHANNEL, FIRST_STREAM + lane);
        IdleStrategy idle = idle();
        return new MessageConsumer() {
            private Payload.Reader reader = (first, second, last) -> {};
            private final FragmentHandler handler = (buffer, at, length, header) -> reader.read(
                    buffer.getLong(at + Payload.FIRST),
                    buffer.getLong(at + Payload.SECOND),
                    buffer.getLong(at + Payload.LAST));

            @Override
            public void take(Payload.Reader to) throws InterruptedException {
                reader = to;
                while (subscription.poll(handler, MOST_AT_ONCE) == 0) {
                    AgronaRings.requireNotInterrupted();
                    idle.idle();
                }
                idle.reset();
            }
        };
    }

    private IdleStrategy idle() {
        return spins ? new BusySpinIdleStrategy() : new BackoffIdleStrategy();
    }

    @Override
    public void close() {
        aeron.close();
        if (driver != null) {
            driver.close();
        }
    }
}
