package io.interlock.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.interlock.benchmarks.Leftovers;
import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.Placement;
import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.control.Shape;
import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.MessageHandOff;
import io.interlock.benchmarks.harness.driver.Messenger;
import io.interlock.benchmarks.harness.driver.StreamDriver;
import io.interlock.benchmarks.peer.MissingToolException;
import io.interlock.benchmarks.peer.NamedPeer;
import io.interlock.benchmarks.peer.Peer;
import io.interlock.benchmarks.peer.Peers;
import io.interlock.benchmarks.peer.PrimitiveKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages from producers to a consumer: by everything that carries them, and by what loses, doubles, mixes or tears them. */
@Tag("exhaustive")
@Timeout(120) // watchdog against deadlock
class StreamTest {

    private static final Duration WINDOW = Duration.ofMillis(100);

    /** Of the messages, the one that something happens to. */
    private static final int UNLUCKY = 1000;

    private final String runId = RunFiles.newRunId();

    @BeforeEach
    void joinRun() {
        ForkScope.join(runId);
    }

    @AfterEach
    void nothingIsLeft() {
        Leftovers.awaitNoChildren();
        ForkScope.current().files().sweep("peers");
        assertThat(Leftovers.files(runId)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void messagesOfEveryImplementationComeOnceAndInOrder(Peer peer) {
        int producers = peer.kind() == PrimitiveKind.QUEUE ? 2 : 1;
        try (Trial trial = Trials.start(peer, producers + 1, Setting.stream())) {
            for (int i = 0; i < 2; i++) {
                StreamResult window = trial.stream(WINDOW);
                assertThat(window.totalPerSecond()).isPositive();
                assertThat(window.jain()).isBetween(1.0 / producers - 1e-9, 1 + 1e-9);
                assertThat(window.shareMin()).isBetween(0.0, 1 + 1e-9);
                assertThat(window.used().cpuNs()).isPositive();
                assertThat(window.longestStallNs()).isPositive();
            }
        } catch (MissingToolException e) {
            abort(e.reason());
        }
    }

    static Stream<Peer> messagesOfEveryImplementationComeOnceAndInOrder() {
        return Stream.of(PrimitiveKind.QUEUE, PrimitiveKind.PIPE).flatMap(kind -> Peers.of(kind).stream());
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue interlock", "queue interlock-single"})
    void aConsumerGoesOnAfterAProducerWasKilled(@ConvertWith(NamedPeer.class) Peer peer) {
        try (Trial trial = Trials.start(peer, 3, Setting.stream())) {
            assertThat(trial.killAtWork(2, 0, WINDOW, Duration.ofSeconds(30))).isNotNegative();
        }
    }

    /** Nobody else puts: so the consumer waits for ever. */
    @Test
    void aConsumerThatWaitsForTheKilledHasNotRecovered() {
        try (Trial trial = Trials.start(Peers.find(PrimitiveKind.QUEUE, "interlock"), 2, Setting.stream())) {
            assertThat(trial.killAtWork(1, 0, WINDOW, Duration.ofMillis(200))).isNegative();
        }
    }

    /** What becomes of a message on its way. */
    private interface Fate {
        void pass(BlockingQueue<long[]> queue, long[] message) throws InterruptedException;
    }

    private static final Fate LOST = (queue, message) -> {};

    private static final Fate DOUBLED = (queue, message) -> {
        queue.put(message);
        queue.put(message);
    };

    private static final Fate LATE = (queue, message) -> {
        long[] next = {message[0], message[1] + 1, CheckedPayload.last(message[0], message[1] + 1)};
        queue.put(next);
        queue.put(message);
    };

    private static final Fate TORN = (queue, message) -> queue.put(new long[] {message[0], message[1], 0});

    private static final Fate STOLEN =
            (queue, message) -> queue.put(new long[] {2, message[1], CheckedPayload.last(2, message[1])});

    /** Carries all messages but one as it should. */
    private record Broken(BlockingQueue<long[]> queue, Fate fate) implements Messenger {

        @Override
        public Messenger.Producer producer(int lane) {
            return (first, second) -> {
                long[] message = {first, second, CheckedPayload.last(first, second)};
                if (second == UNLUCKY) {
                    fate.pass(queue, message);
                } else {
                    queue.put(message);
                }
            };
        }

        @Override
        public Messenger.Consumer consumer(int lane) {
            return reader -> {
                long[] message = queue.take();
                reader.read(message[0], message[1], message[2]);
            };
        }
    }

    private static StreamDriver broken(Fate fate) {
        return new StreamDriver(new Broken(new ArrayBlockingQueue<>(64), fate));
    }

    @Test
    void aLostMessageFailsTheCheck() throws IOException {
        assertFails(broken(LOST), "1000 was due, and 1001 came");
    }

    @Test
    void aMessageThatComesTwiceFailsTheCheck() throws IOException {
        assertFails(broken(DOUBLED), "1001 was due, and 1000 came");
    }

    @Test
    void aMessageThatComesLateFailsTheCheck() throws IOException {
        assertFails(broken(LATE), "1000 was due, and 1001 came");
    }

    @Test
    void aTornMessageFailsTheCheck() throws IOException {
        assertFails(broken(TORN), "is torn");
    }

    @Test
    void aMessageOfAnotherProducerFailsTheCheck() throws IOException {
        assertFails(broken(STOLEN), "do not come once and in order");
    }

    @Test
    void theLastMessageOfAWindowIsMissedToo() throws IOException {
        // Whatever the last one's number is: it is lost when the one after it says how many there were.
        StreamDriver driver = new StreamDriver(new Messenger() {
            private final BlockingQueue<Long> queue = new ArrayBlockingQueue<>(64);

            @Override
            public Messenger.Producer producer(int lane) {
                return (first, second) -> queue.put(second < 0 ? second - 1 : second);
            }

            @Override
            public Messenger.Consumer consumer(int lane) {
                return reader -> {
                    long second = queue.take();
                    reader.read(1, second, CheckedPayload.last(1, second));
                };
            }
        });
        assertFails(driver, "do not come once and in order");
    }

    private static void assertFails(Driver driver, String message) throws IOException {
        withThreads(
                3,
                Setting.stream(),
                driver,
                trial -> assertThatThrownBy(() -> trial.stream(WINDOW))
                        .isInstanceOf(TrialFailedException.class)
                        .hasMessageContaining(message));
    }

    @Test
    void aConsumerThatSaysThatItTookMoreFailsTheCheck() throws IOException {
        StreamDriver sound = new StreamDriver(new Broken(new ArrayBlockingQueue<>(64), BlockingQueue::put));
        withThreads(2, Setting.stream(), sound, trial -> {
            trial.stream(WINDOW);
            trial.control().workers().get(0).addOperations(1);
            assertThatThrownBy(() -> trial.stream(WINDOW))
                    .isInstanceOf(TrialFailedException.class)
                    .hasMessageContaining("messages were lost or doubled");
        });
    }

    @Test
    void aMessageOfAnotherRoundFailsAHandOver() throws IOException {
        Messenger late = new Messenger() {
            private final BlockingQueue<Long> queue = new ArrayBlockingQueue<>(64);

            @Override
            public Messenger.Producer producer(int lane) {
                return (first, second) -> queue.put(second);
            }

            @Override
            public Messenger.Consumer consumer(int lane) {
                return reader -> {
                    long second = queue.take() - 1;
                    reader.read(0, second, CheckedPayload.last(0, second));
                };
            }
        };
        Setting setting = Setting.handOff(Shape.PAIRS, Placement.ANYWHERE);
        withThreads(
                2,
                setting,
                new MessageHandOff(late, Shape.PAIRS, List.of(0, 1)),
                trial -> assertThatThrownBy(() -> trial.handOffs(WINDOW))
                        .isInstanceOf(TrialFailedException.class)
                        .hasMessageContaining("out of step"));
    }

    private interface Part {
        void with(Trial trial);
    }

    private static void withThreads(int workers, Setting setting, Driver driver, Part part) throws IOException {
        Path file = ForkScope.current().files().shared("broken");
        ControlBlock control = ControlBlock.create(file, workers, setting);
        List<WorkerHost> hosts = IntStream.range(0, workers)
                .<WorkerHost>mapToObj(i -> WorkerThread.start(control, i, driver))
                .toList();
        try (Trial trial = new Trial(control, hosts, () -> {})) {
            trial.awaitReady(0);
            part.with(trial);
        }
        Files.delete(file);
    }
}
