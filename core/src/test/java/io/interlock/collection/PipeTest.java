package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each method of an end does; both ends are this process's. */
@Timeout(60) // watchdog against a hang
class PipeTest {

    private static final int CAPACITY = 64;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmPipe pipe = region.pipe("pipe", CAPACITY);
    private final PipeEnd first = pipe.first();
    private final PipeEnd second = pipe.second();

    @Test
    void messagesGoBothWays() throws Exception {
        first.send(bytes(1, 2, 3));
        first.send(bytes());
        second.send(bytes(4, 5, 6, 7), 1, 2);
        assertThat(second.trySend(bytes(8))).isTrue();
        assertThat(second.receive()).containsExactly(1, 2, 3);
        assertThat(second.receive()).isEmpty();
        assertThat(first.receive()).containsExactly(5, 6);
        assertThat(first.receive(Duration.ofSeconds(1))).containsExactly(8);
        assertThat(first.poll()).isFalse();
        assertThat(second.poll()).isFalse();
    }

    @Test
    void valuesGoThroughACodec() throws Exception {
        first.send("größe", Utf8.CODEC);
        assertThat(second.receive(Utf8.CODEC)).isEqualTo("größe");
        first.send("!", Utf8.CODEC);
        first.send("next", Utf8.CODEC);
        assertThatThrownBy(() -> second.receive(Utf8.CODEC))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("pipe=pipe second end")
                .hasMessageContaining("it says !");
        assertThat(second.receive(Utf8.CODEC)).isEqualTo("next");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 17, 64})
    void everyLengthGoesOverTheEndAtEveryPlace(int capacity) throws Exception {
        ShmPipe small = region.oneWayPipe("small " + capacity, capacity);
        PipeEnd from = small.first();
        PipeEnd to = small.second();
        for (int length = 0; length <= capacity; length++) {
            for (int shift = 0; shift < capacity / 8 + 3; shift++) {
                byte[] message = new byte[length];
                for (int i = 0; i < length; i++) {
                    message[i] = (byte) (length + shift + i);
                }
                from.send(message);
                assertThat(to.receive()).isEqualTo(message);
                try (PipeClaim claim = from.claim(length)) {
                    claim.bytes().put(message);
                    claim.commit();
                }
                assertThat(to.receive(view -> {
                            byte[] received = new byte[view.remaining()];
                            view.get(received);
                            assertThat(received).isEqualTo(message);
                        }))
                        .isTrue();
                from.send(bytes());
                assertThat(to.receive()).isEmpty();
            }
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without the checker may do
    void aFullPipeWaitsForRoom() throws Exception {
        byte[] largest = new byte[CAPACITY];
        first.send(largest);
        assertThat(first.trySend(bytes())).isFalse();
        first.handOver();
        TestThread<Boolean> sender = TestThread.startAsleep(() -> {
            first.send(bytes(1));
            first.claim(2).commit();
        });
        assertThat(second.receive()).isEqualTo(largest);
        assertThat(second.receive()).containsExactly(1);
        assertThat(second.receive()).hasSize(2);
        sender.join();
        assertThatThrownBy(() -> first.send(new byte[CAPACITY + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("message=65")
                .hasMessageContaining("capacity=64");
        assertThatThrownBy(() -> first.claim(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> first.send(largest, 1, CAPACITY)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> first.send(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aClaimIsWrittenInPlace() throws Exception {
        PipeClaim claim = first.claim(16);
        assertThat(claim.bytes().capacity()).isEqualTo(16);
        assertThat(claim.bytes().order()).isEqualTo(ByteOrder.BIG_ENDIAN);
        claim.bytes().putLong(0x0102030405060708L);
        assertThat(second.poll()).isFalse();
        assertThatThrownBy(() -> first.send(bytes(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> first.claim(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> claim.commit(17)).isInstanceOf(IndexOutOfBoundsException.class);
        claim.commit(8);
        assertThatThrownBy(claim::commit).isInstanceOf(IllegalStateException.class);
        claim.abort();
        assertThat(second.receive()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        first.claim(5).abort();
        PipeClaim aborted = first.claim(5);
        aborted.close();
        first.send(bytes(9));
        assertThatThrownBy(aborted::commit).isInstanceOf(IllegalStateException.class);
        assertThat(second.receive()).containsExactly(9);
    }

    @Test
    void aHandlerSeesTheMessageInPlace() throws Exception {
        first.send(bytes(0, 0, 0, 5));
        first.send(bytes(1));
        first.send(bytes(2));
        assertThat(second.receive(view -> {
                    assertThat(view.isReadOnly()).isTrue();
                    assertThatThrownBy(() -> view.put((byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
                    assertThat(view.getInt()).isEqualTo(5);
                }))
                .isTrue();
        assertThatThrownBy(() -> second.receive((ByteBuffer view) -> {
                    throw new IllegalArgumentException("mine");
                }))
                .hasMessage("mine");
        assertThat(second.receive()).containsExactly(2);
    }

    @Test
    void aHandlerSeesAllMessagesThatAreThere() throws Exception {
        for (int i = 1; i <= 4; i++) {
            first.send(bytes(i));
        }
        List<Integer> seen = new ArrayList<>();
        assertThat(second.receive(view -> seen.add((int) view.get()), 1)).isEqualTo(1);
        assertThat(second.receive(view -> seen.add((int) view.get()), 10)).isEqualTo(3);
        assertThat(seen).containsExactly(1, 2, 3, 4);
        first.send(bytes(6));
        first.send(bytes(7));
        first.send(bytes(8));
        assertThatThrownBy(() -> second.receive(
                        view -> {
                            if (view.get() == 7) {
                                throw new IllegalStateException("mine");
                            }
                        },
                        10))
                .hasMessage("mine");
        assertThat(second.receive()).as("after the one that was refused").containsExactly(8);
        assertThatThrownBy(() -> second.receive(view -> {}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("most=0");
        first.send(bytes(9));
        first.close();
        assertThat(second.receive(view -> {}, 10)).isEqualTo(1);
        assertThat(second.receive(view -> {}, 10)).as("the end").isZero();
    }

    @Test
    void pollWaitsForAMessage() throws Exception {
        long startNs = System.nanoTime();
        assertThat(second.poll(Duration.ofMillis(20))).isFalse();
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
        assertThat(second.poll(Duration.ZERO)).isFalse();
        assertThat(second.poll(Duration.ofDays(-1))).isFalse();
        assertThatThrownBy(() -> second.receive(Duration.ofMillis(1)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("pipe=pipe second end");
        second.handOver();
        TestThread<Boolean> poller = TestThread.startAsleep(() -> {
            assertThat(second.poll(Duration.ofDays(1_000_000))).isTrue();
            assertThat(second.receive()).containsExactly(1);
        });
        first.send(bytes(1));
        poller.join();
    }

    @Test
    void theStreamEndsWhenTheOtherEndIsClosed() throws Exception {
        first.send(bytes(1));
        first.close();
        first.close();
        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
        assertThat(second.poll()).isTrue();
        assertThat(second.receive()).containsExactly(1);
        assertThat(second.poll(Duration.ofDays(1))).isTrue();
        assertThat(second.receive()).isNull();
        assertThat(second.receive(Utf8.CODEC)).isNull();
        assertThat(second.receive((ByteBuffer view) -> {
                    throw new AssertionError("nothing was sent");
                }))
                .isFalse();
        assertThatThrownBy(() -> second.send(bytes(1)))
                .isInstanceOf(PipeClosedException.class)
                .hasMessageContaining("second end: the other end is closed");
        assertThatThrownBy(() -> second.trySend(bytes(1))).isInstanceOf(PipeClosedException.class);
        assertThatThrownBy(() -> second.claim(1)).isInstanceOf(PipeClosedException.class);
        assertThatThrownBy(() -> first.send(bytes(1)))
                .isInstanceOf(PipeClosedException.class)
                .hasMessageContaining("first end: closed");
        assertThatThrownBy(first::receive).isInstanceOf(PipeClosedException.class);
        assertThatThrownBy(first::poll).isInstanceOf(PipeClosedException.class);
    }

    @Test
    void closingLetsAllWaitersGo() throws Exception {
        first.send(new byte[CAPACITY]);
        first.handOver();
        TestThread<Boolean> sender = TestThread.startAsleep(
                () -> assertThatThrownBy(() -> first.send(bytes(1))).isInstanceOf(PipeClosedException.class));
        TestThread<Boolean> receiver =
                TestThread.startAsleep(() -> assertThat(first.receive()).isNull());
        second.close();
        sender.join();
        receiver.join();
        pipe.second();
        TestThread<Boolean> own = TestThread.startAsleep(
                () -> assertThatThrownBy(first::receive).isInstanceOf(PipeClosedException.class));
        first.close();
        own.join();
    }

    @Test
    void aClosedEndIsTakenAgain() throws Exception {
        first.send(bytes(1));
        second.close();
        assertThat(pipe.second()).isSameAs(second);
        first.send(bytes(2));
        assertThat(second.receive()).containsExactly(1);
        assertThat(second.receive()).containsExactly(2);
    }

    @Test
    void eachHalfIsOneThreads() throws Exception {
        first.send(bytes(1));
        TestThread.elsewhere(() -> {
            assertThatThrownBy(() -> first.send(bytes(2)))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("pipe=pipe first end sending")
                    .hasMessageContaining("handOver()");
            // Receiving is nobody's yet.
            assertThat(first.poll()).isFalse();
            first.handOver();
        });
        first.send(bytes(2));
        first.handOver();
        TestThread.elsewhere(() -> first.send(bytes(3)));
        // That thread has ended.
        first.send(bytes(4));
        for (int i = 1; i <= 4; i++) {
            assertThat(second.receive()).containsExactly(i);
        }
    }

    @Test
    void aOneWayPipeGoesOneWay() throws Exception {
        ShmPipe oneWay = region.oneWayPipe("one way", CAPACITY);
        assertThat(oneWay.isOneWay()).isTrue();
        assertThat(pipe.isOneWay()).isFalse();
        oneWay.first().send(bytes(1));
        assertThat(oneWay.second().receive()).containsExactly(1);
        assertThatThrownBy(() -> oneWay.second().send(bytes(1))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> oneWay.first().receive()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> oneWay.first().poll()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> region.pipe("one way", CAPACITY)).isInstanceOf(PrimitiveMismatchException.class);
        assertThatThrownBy(() -> region.pipe("pipe", CAPACITY + 1)).isInstanceOf(PrimitiveMismatchException.class);
        assertThatThrownBy(() -> region.pipe("new", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(pipe.name()).isEqualTo("pipe");
        assertThat(pipe.capacityBytes()).isEqualTo(CAPACITY);
    }

    @Test
    void aWaiterIsInterrupted() throws Exception {
        TestThread<Boolean> receiver = TestThread.startAsleep(
                () -> assertThatThrownBy(second::receive).isInstanceOf(InterruptedException.class));
        receiver.interrupt();
        receiver.join();
        TestThread<Boolean> sender = TestThread.startAsleep(() -> {
            first.send(new byte[CAPACITY]);
            assertThatThrownBy(() -> first.send(bytes(1))).isInstanceOf(InterruptedException.class);
        });
        sender.interrupt();
        sender.join();
        assertThat(second.receive()).hasSize(CAPACITY);
        assertThat(second.poll()).isFalse();
    }

    @Test
    void awaitAnyTellsWhoIsReady() throws Exception {
        PipeEnd a = region.pipe("a", CAPACITY).second();
        PipeEnd b = region.pipe("b", CAPACITY).second();
        PipeEnd atA = region.pipe("a", CAPACITY).first();
        PipeEnd atB = region.pipe("b", CAPACITY).first();
        assertThat(ShmPipe.awaitAny(Duration.ofMillis(5), a, b)).isEmpty();
        atB.send(bytes(1));
        assertThat(ShmPipe.awaitAny(Duration.ofDays(1), a, b)).containsExactly(b);
        atA.send(bytes(1));
        assertThat(ShmPipe.awaitAny(Duration.ofDays(1), b, a)).containsExactly(b, a);
        assertThat(b.receive()).containsExactly(1);
        assertThat(a.receive()).containsExactly(1);
        a.handOver();
        b.handOver();
        for (PipeEnd sender : List.of(atA, atB)) {
            for (int i = 0; i < 20; i++) {
                TestThread<List<PipeEnd>> waiting = TestThread.start(() -> {
                    List<PipeEnd> ready = ShmPipe.awaitAny(Duration.ofDays(1_000_000), a, b);
                    ready.get(0).receive();
                    return ready;
                });
                sender.send(bytes(i));
                assertThat(waiting.join()).containsExactly(sender == atA ? a : b);
            }
        }
        TestThread<Boolean> interrupted =
                TestThread.run(() -> assertThatThrownBy(() -> ShmPipe.awaitAny(Duration.ofDays(1), a, b))
                        .isInstanceOf(InterruptedException.class));
        interrupted.interrupt();
        interrupted.join();
        atB.close();
        assertThat(ShmPipe.awaitAny(Duration.ofDays(1), a, b)).containsExactly(b);
        assertThatThrownBy(() -> ShmPipe.awaitAny(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedRegionIsReported() throws Exception {
        TestThread<Boolean> receiver = TestThread.startAsleep(
                () -> assertThatThrownBy(second::receive).isInstanceOf(RegionClosedException.class));
        region.close();
        receiver.join();
        assertThatThrownBy(() -> first.send(bytes(1))).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(first::receive).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(pipe::first).isInstanceOf(RegionClosedException.class);
        first.close();
        assertThat(first.isOpen()).isFalse();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
