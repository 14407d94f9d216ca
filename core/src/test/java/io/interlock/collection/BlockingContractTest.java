package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What holds of every method of queues and pipes that waits, while it has to wait. */
@Timeout(60) // watchdog against a hang
class BlockingContractTest {

    private static final int CAPACITY = 64;
    private static final Duration LONG = Duration.ofDays(1);

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final Things things = new Things(region);

    /** In which every call has to wait. */
    static final class Things {

        final ShmQueue<String> empty;
        final ShmQueue<String> full;
        final PipeEnd end;
        final PipeEnd otherEnd;

        Things(Region region) {
            empty = region.queue("empty", Codecs.string(), CAPACITY);
            full = region.queue("full", Codecs.string(), CAPACITY);
            end = region.pipe("pipe", CAPACITY).first();
            otherEnd = region.pipe("other", CAPACITY).second();
        }
    }

    /** A call that waits. */
    @SuppressWarnings("ImmutableEnumChecker") // the lambdas keep nothing
    enum Call {
        QUEUE_PUT((things, timeout) -> things.full.put("a")),
        QUEUE_OFFER((things, timeout) -> assertThat(things.full.offer("a", timeout.toNanos(), TimeUnit.NANOSECONDS))
                .isFalse()),
        QUEUE_TAKE((things, timeout) -> things.empty.take()),
        QUEUE_POLL((things, timeout) -> assertThat(things.empty.poll(timeout.toNanos(), TimeUnit.NANOSECONDS))
                .isNull()),
        QUEUE_JOIN((things, timeout) -> things.full.join()),
        QUEUE_JOIN_IN_TIME(
                (things, timeout) -> assertThat(things.full.join(timeout)).isFalse()),
        PIPE_SEND((things, timeout) -> things.end.send(new byte[1])),
        PIPE_SEND_A_PART((things, timeout) -> things.end.send(new byte[3], 1, 1)),
        PIPE_SEND_A_VALUE((things, timeout) -> things.end.send("a", Codecs.string())),
        PIPE_CLAIM((things, timeout) -> things.end.claim(1)),
        PIPE_RECEIVE((things, timeout) -> things.end.receive()),
        PIPE_RECEIVE_A_VALUE((things, timeout) -> things.end.receive(Codecs.string())),
        PIPE_RECEIVE_IN_PLACE((things, timeout) -> things.end.receive(bytes -> {})),
        PIPE_RECEIVE_SEVERAL_IN_PLACE((things, timeout) -> things.end.receive(bytes -> {}, 10)),
        PIPE_RECEIVE_IN_TIME((things, timeout) -> requireTimeout(() -> things.end.receive(timeout))),
        PIPE_POLL((things, timeout) -> assertThat(things.end.poll(timeout)).isFalse()),
        PIPE_AWAIT_ANY((things, timeout) -> assertThat(ShmPipe.awaitAny(timeout, things.otherEnd, things.end))
                .isEmpty());

        private final Body body;

        Call(Body body) {
            this.body = body;
        }

        void on(Things things, Duration timeout) throws Exception {
            body.on(things, timeout);
        }

        /** What says by an exception that time is up. */
        private static void requireTimeout(TestThread.Action receive) throws Exception {
            try {
                receive.run();
                throw new AssertionError("received");
            } catch (TimeoutException e) {
                assertThat(e).hasMessageContaining("pipe=pipe");
            }
        }
    }

    /** Ignores the timeout where it has none. */
    @FunctionalInterface
    private interface Body {
        void on(Things things, Duration timeout) throws Exception;
    }

    @BeforeEach
    void fill() throws Exception {
        things.full.put("x".repeat(CAPACITY));
        things.end.send(new byte[CAPACITY]);
        things.end.handOver();
    }

    /** Also of a thread that waits for several. */
    private static TestThread<Boolean> startAsleep(TestThread.Action action) {
        TestThread<Boolean> thread = TestThread.run(action);
        Await.until(
                "it waits",
                () -> thread.isAsleep() || thread.isIn("sleepOnAll") || thread.isIn("sleep") || !thread.isAlive());
        return thread;
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheWait(Call call) throws Exception {
        TestThread<Boolean> waiter = startAsleep(() -> {
            assertThatThrownBy(() -> call.on(things, LONG)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        waiter.interrupt();
        waiter.join();
    }

    @ParameterizedTest
    @EnumSource
    void whoComesInterruptedDoesNotWait(Call call) throws Exception {
        TestThread.elsewhere(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> call.on(things, LONG)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void closingTheRegionEndsTheWait(Call call) throws Exception {
        TestThread<Boolean> waiter = startAsleep(
                () -> assertThatThrownBy(() -> call.on(things, LONG)).isInstanceOf(RegionClosedException.class));
        region.close();
        waiter.join();
    }

    @ParameterizedTest
    @EnumSource
    void aClosedRegionRefuses(Call call) {
        region.close();
        assertThatThrownBy(() -> call.on(things, LONG)).isInstanceOf(RegionClosedException.class);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {
                "QUEUE_OFFER",
                "QUEUE_POLL",
                "QUEUE_JOIN_IN_TIME",
                "PIPE_RECEIVE_IN_TIME",
                "PIPE_POLL",
                "PIPE_AWAIT_ANY"
            })
    void aTimedCallWaitsNoLessThanItsTimeAndNotAtAllForNone(Call call) throws Exception {
        call.on(things, Duration.ZERO);
        call.on(things, Duration.ofDays(-1));
        long startNs = System.nanoTime();
        call.on(things, Duration.ofMillis(20));
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without the checker may do
    void nullIsRefusedAndChangesNothing() throws Exception {
        assertThatThrownBy(() -> things.empty.put(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> things.empty.offer(null, 1, TimeUnit.SECONDS))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> things.empty.offer("a", 1, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> things.empty.poll(1, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> things.full.join(null)).isInstanceOf(NullPointerException.class);
        assertThat(things.empty).isEmpty();
        assertThatThrownBy(() -> things.otherEnd.send(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> things.otherEnd.send(null, 0, 0)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> things.otherEnd.send(null, Codecs.string())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> things.otherEnd.send("a", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> things.end.poll(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> ShmPipe.awaitAny(null, things.end)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> ShmPipe.awaitAny(LONG, things.end, null)).isInstanceOf(NullPointerException.class);
        PipeEnd opposite = region.pipe("other", CAPACITY).first();
        assertThat(opposite.poll()).isFalse();
        things.otherEnd.send(new byte[] {1});
        assertThatThrownBy(() -> opposite.receive((Codec<String>) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> opposite.receive((Consumer<ByteBuffer>) null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> opposite.receive(null, 1)).isInstanceOf(NullPointerException.class);
        assertThat(opposite.receive()).as("not lost").containsExactly(1);
    }
}
