package io.interlock.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.interlock.benchmarks.Leftovers;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.control.Setting;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.driver.MapDriver;
import io.interlock.benchmarks.driver.Subject;
import io.interlock.benchmarks.map.JavaMap;
import io.interlock.benchmarks.map.SharedMap;
import io.interlock.benchmarks.message.Payload;
import io.interlock.benchmarks.peer.MissingToolException;
import io.interlock.benchmarks.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Gets and puts of every map, and of maps that lose, mix or tear values. */
@Timeout(120) // watchdog against deadlock
class MapContestTest {

    private static final Duration WINDOW = Duration.ofMillis(100);
    private static final long UNLUCKY_KEY = 4711;

    private final String runId = RunFiles.newRunId();

    @BeforeEach
    void joinRun() {
        Fork.join(runId);
    }

    @AfterEach
    void nothingIsLeft() {
        Leftovers.awaitNoChildren();
        Fork.current().files().sweep("peers");
        assertThat(Leftovers.files(runId)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void valuesOfEveryImplementationAreThoseOfTheirKeys(Implementation implementation) {
        try (Contest contest = Contests.start(implementation, 2, Setting.loop(Load.MIXED))) {
            for (int i = 0; i < 2; i++) {
                WindowResult window = contest.window(WINDOW);
                assertThat(window.totalPerSecond()).isPositive();
                assertThat(window.latency().getTotalCount()).isPositive();
            }
        } catch (MissingToolException e) {
            abort(e.reason());
        }
    }

    static Stream<Implementation> valuesOfEveryImplementationAreThoseOfTheirKeys() {
        return Subject.MAP.implementations().stream();
    }

    @ParameterizedTest
    @MethodSource
    void elementsOfEveryListAreThereOnceAndInOrder(Implementation implementation) {
        for (Load load : Load.LISTED) {
            try (Contest contest = Contests.start(implementation, 2, Setting.loop(load))) {
                for (int i = 0; i < 2; i++) {
                    assertThat(contest.window(WINDOW).totalPerSecond()).isPositive();
                }
            } catch (MissingToolException e) {
                abort(e.reason());
            }
        }
    }

    static Stream<Implementation> elementsOfEveryListAreThereOnceAndInOrder() {
        return Subject.LIST.implementations().stream();
    }

    @ParameterizedTest
    @EnumSource(names = {"MAP", "MAP_LMDB"})
    void othersGoOnAfterAKillAtWork(Implementation implementation) {
        try (Contest contest = Contests.start(implementation, 2, Setting.loop(Load.PUT))) {
            assertThat(contest.killAtWork(1, 0, WINDOW, Duration.ofSeconds(30))).isNotNegative();
        }
    }

    /** A sound map, to break one thing of. */
    private abstract static class Broken implements SharedMap {

        final JavaMap sound = new JavaMap();

        @Override
        public boolean get(long key, Payload.Reader reader) {
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
            public boolean get(long key, Payload.Reader reader) {
                return sound.get(key == UNLUCKY_KEY ? key + 1 : key, reader);
            }
        });
    }

    @Test
    void aTornValueFailsTheCheck() throws IOException {
        assertFails(Load.GET, "torn", new Broken() {
            @Override
            public boolean get(long key, Payload.Reader reader) {
                return sound.get(
                        key, (first, second, last) -> reader.read(first, second, key == UNLUCKY_KEY ? 0 : last));
            }
        });
    }

    @Test
    void aKeyThatIsGoneFailsTheCheck() throws IOException {
        assertFails(Load.GET, "key 4711 is gone", new Broken() {
            @Override
            public boolean get(long key, Payload.Reader reader) {
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

    private static void assertFails(Load load, String message, SharedMap broken) throws IOException {
        broken.fill(MapDriver.KEYS);
        Path file = Fork.current().files().shared("broken");
        ControlBlock control = ControlBlock.create(file, 2, Setting.loop(load));
        MapDriver driver = new MapDriver(broken);
        List<Participant> participants =
                List.of(ThreadParticipant.start(control, 0, driver), ThreadParticipant.start(control, 1, driver));
        try (Contest contest = new Contest(control, participants, () -> {})) {
            contest.awaitReady(0);
            assertThatThrownBy(() -> contest.window(WINDOW))
                    .isInstanceOf(ContestFailedException.class)
                    .hasMessageContaining(message);
        }
        Files.delete(file);
    }
}
