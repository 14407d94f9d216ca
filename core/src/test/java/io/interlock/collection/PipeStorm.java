package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import io.interlock.value.ShmLong;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Workers 0 and 1 send each other numbered messages through one pipe, 2 and 3 through another. A number may be missing only
 * where its sender was killed in its send, or its receiver before it noted it; messages come again only to the successor of a worker
 * that was killed while it handled them in place.
 */
enum PipeStorm implements StormScenario {
    PIPE;

    private static final int CAPACITY = 2_000;
    private static final int MAX_NUMBERS = 25;
    private static final int MAX_AT_ONCE = 10;
    private static final Duration PATIENCE = Duration.ofNanos(200_000);

    /** Where the other end's process is dead, and nobody has taken it yet: how long until the next try. */
    private static final long BREAK_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private static PipeEnd end(Region region, int worker) {
        ShmPipe pipe = region.pipe("pipe " + worker / 2, CAPACITY);
        return worker % 2 == 0 ? pipe.first() : pipe.second();
    }

    /** The last number that a worker has begun to send. */
    private static ShmLong sent(Region region, int worker) {
        return region.longValue("sent " + worker);
    }

    /** The last number that it has received. */
    private static ShmLong received(Region region, int worker) {
        return region.longValue("received " + worker);
    }

    /** How many numbers were jumped over. */
    private static ShmLong missing(Region region) {
        return region.longValue("missing");
    }

    @Override
    public Round worker(Region region, int index, SplittableRandom random) {
        return new Worker(region, index, random);
    }

    @Override
    public void check(Region region, int kills) throws InterruptedException {
        for (int i = 0; i < Storm.WORKERS; i++) {
            Worker last = new Worker(region, i, new SplittableRandom());
            PipeEnd end = end(region, i);
            for (byte[] rest = end.receive(); rest != null; rest = end.receive()) {
                last.note(ByteBuffer.wrap(rest));
            }
            long sent = sent(region, i ^ 1).get();
            assertThat(sent).isPositive();
            // The last number may be that of a send that was cut short.
            assertThat(received(region, i).get()).isBetween(sent - 1, sent);
            // So that the other end's stream ends, too.
            end.close();
        }
        assertThat(Storm.violations(region).get()).isZero();
        assertThat(missing(region).get()).as("missing").isLessThanOrEqualTo(2L * kills);
    }

    private static final class Worker implements Round {

        private final Region region;
        private final PipeEnd end;
        private final SplittableRandom random;
        private final ShmLong sent;
        private final ShmLong received;

        /** The last number that it has seen; messages that its predecessor was killed with may come again. */
        private long seen;

        Worker(Region region, int index, SplittableRandom random) {
            this.region = region;
            this.end = end(region, index);
            this.random = random;
            this.sent = sent(region, index);
            this.received = received(region, index);
        }

        @Override
        public void run() throws InterruptedException {
            send();
            if (end.poll(PATIENCE) && !receive()) {
                Storm.spin(BREAK_NS);
            }
        }

        private void send() {
            long number = sent.get() + 1;
            sent.set(number);
            if (!trySend(message(number))) {
                sent.set(number - 1);
            }
        }

        private boolean trySend(byte[] message) {
            try {
                if (random.nextBoolean()) {
                    return end.trySend(message);
                }
                PipeClaim claim = end.tryClaim(message.length + random.nextInt(8));
                if (claim != null) {
                    claim.bytes().put(message);
                    claim.commit(message.length);
                }
                return claim != null;
            } catch (PipeClosedException e) {
                Storm.spin(BREAK_NS);
                return false;
            }
        }

        private boolean receive() throws InterruptedException {
            return switch (random.nextInt(3)) {
                case 0 -> end.receive(this::note);
                case 1 -> end.receive(this::note, random.nextInt(1, MAX_AT_ONCE)) > 0;
                default -> receiveArray();
            };
        }

        private boolean receiveArray() throws InterruptedException {
            byte[] message = end.receive();
            if (message != null) {
                note(ByteBuffer.wrap(message));
            }
            return message != null;
        }

        /** A number, several times. */
        private byte[] message(long number) {
            ByteBuffer message = ByteBuffer.allocate(Long.BYTES * random.nextInt(1, MAX_NUMBERS));
            while (message.hasRemaining()) {
                message.putLong(number);
            }
            return message.array();
        }

        void note(ByteBuffer message) {
            long number = message.getLong();
            boolean whole = true;
            while (message.hasRemaining()) {
                whole &= message.getLong() == number;
            }
            if (!whole || number <= seen) {
                Storm.violations(region).incrementAndGet();
            }
            seen = number;
            long last = received.get();
            if (number > last) {
                missing(region).getAndAdd(number - last - 1);
                received.set(number);
            }
        }
    }
}
