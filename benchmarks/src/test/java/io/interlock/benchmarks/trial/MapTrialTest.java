package io.interlock.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.interlock.benchmarks.Leftovers;
import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.Load;
import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.MapDriver;
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
import java.util.concurrent.ConcurrentHashMap;
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

/** Gets and puts of every map, and of maps that lose, mix or tear values. */
@Tag("exhaustive")
@Timeout(120) // watchdog against deadlock
class MapTrialTest {

    private static final Duration WINDOW = Duration.ofMillis(100);
    private static final long UNLUCKY_KEY = 4711;

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
    void valuesOfEveryImplementationAreThoseOfTheirKeys(Peer peer) {
        try (Trial trial = Trials.start(peer, 2, Setting.loop(Load.MIXED))) {
            for (int i = 0; i < 2; i++) {
                WindowResult window = trial.window(WINDOW);
                assertThat(window.totalPerSecond()).isPositive();
                assertThat(window.latency().getTotalCount()).isPositive();
            }
        } catch (MissingToolException e) {
            abort(e.reason());
        }
    }

    static Stream<Peer> valuesOfEveryImplementationAreThoseOfTheirKeys() {
        return Peers.of(PrimitiveKind.MAP).stream();
    }

    @ParameterizedTest
    @MethodSource
    void elementsOfEveryListAreThereOnceAndInOrder(Peer peer) {
        for (Load load : Load.LISTED) {
            try (Trial trial = Trials.start(peer, 2, Setting.loop(load))) {
                for (int i = 0; i < 2; i++) {
                    assertThat(trial.window(WINDOW).totalPerSecond()).isPositive();
                }
            } catch (MissingToolException e) {
                abort(e.reason());
            }
        }
    }

    static Stream<Peer> elementsOfEveryListAreThereOnceAndInOrder() {
        return Peers.of(PrimitiveKind.LIST).stream();
    }

    @ParameterizedTest
    @ValueSource(strings = {"map interlock", "map lmdb"})
    void othersGoOnAfterAKillAtWork(@ConvertWith(NamedPeer.class) Peer peer) {
        try (Trial trial = Trials.start(peer, 2, Setting.loop(Load.PUT))) {
            assertThat(trial.killAtWork(1, 0, WINDOW, Duration.ofSeconds(30))).isNotNegative();
        }
    }

    private record Sound(ConcurrentHashMap<Long, Long> stamps) implements MapDriver {
        @Override
        public boolean get(long key, CheckedPayload.Reader reader) {
            Long stamp = stamps.get(key);
            if (stamp == null) {
                return false;
            }
            reader.read(key, stamp, CheckedPayload.last(key, stamp));
            return true;
        }

        @Override
        public void put(long key, long stamp) {
            stamps.put(key, stamp);
        }

        @Override
        public long size() {
            return stamps.mappingCount();
        }
    }

    /** A sound map, to break one thing of. */
    private abstract static class Broken implements MapDriver {

        final Sound sound = new Sound(new ConcurrentHashMap<>());

        @Override
        public boolean get(long key, CheckedPayload.Reader reader) {
            return sound.get(key, reader);
        }

        @Override
        public void put(long key, long stamp) {
            sound.put(key, stamp);
        }

        @Override
        public long size() {
            return sound.size();
        }
    }

    @Test
    void theValueOfAnotherKeyFailsTheCheck() throws IOException {
        assertFails(Load.GET, "the value of key 4711 is that of 4712", new Broken() {
            @Override
            public boolean get(long key, CheckedPayload.Reader reader) {
                return sound.get(key == UNLUCKY_KEY ? key + 1 : key, reader);
            }
        });
    }

    @Test
    void aTornValueFailsTheCheck() throws IOException {
        assertFails(Load.GET, "torn", new Broken() {
            @Override
            public boolean get(long key, CheckedPayload.Reader reader) {
                return sound.get(
                        key, (first, second, last) -> reader.read(first, second, key == UNLUCKY_KEY ? 0 : last));
            }
        });
    }

    @Test
    void aKeyThatIsGoneFailsTheCheck() throws IOException {
        assertFails(Load.GET, "key 4711 is gone", new Broken() {
            @Override
            public boolean get(long key, CheckedPayload.Reader reader) {
                return key != UNLUCKY_KEY && sound.get(key, reader);
            }
        });
    }

    /** After 100 ms of puts to any of all keys, each has been put several times. */
    @Test
    void aPutThatIsLostFailsTheCheck() throws IOException {
        assertFails(Load.PUT, "a put was lost: key ", new Broken() {
            @Override
            public void put(long key, long stamp) {
                if (key % 1000 != 0 || stamp == 0) {
                    sound.put(key, stamp);
                }
            }
        });
    }

    @Test
    void aKeyTooManyFailsTheCheck() throws IOException {
        assertFails(Load.GET, "the map has 100001 keys", new Broken() {
            @Override
            public long size() {
                return sound.size() + 1;
            }
        });
    }

    private static void assertFails(Load load, String message, MapDriver broken) throws IOException {
        broken.fill(MapDriver.KEYS);
        Path file = ForkScope.current().files().shared("broken");
        ControlBlock control = ControlBlock.create(file, 2, Setting.loop(load));
        MapDriver driver = broken;
        List<WorkerHost> hosts =
                List.of(WorkerThread.start(control, 0, driver), WorkerThread.start(control, 1, driver));
        try (Trial trial = new Trial(control, hosts, () -> {})) {
            trial.awaitReady(0);
            assertThatThrownBy(() -> trial.window(WINDOW))
                    .isInstanceOf(TrialFailedException.class)
                    .hasMessageContaining(message);
        }
        Files.delete(file);
    }
}
