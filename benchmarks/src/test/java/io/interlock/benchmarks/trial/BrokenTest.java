package io.interlock.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.benchmarks.Leftovers;
import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.harness.control.Load;
import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.driver.AttachDriver;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.LockDriver;
import io.interlock.benchmarks.harness.driver.ReadWriteDriver;
import io.interlock.benchmarks.harness.driver.ValueDriver;
import io.interlock.benchmarks.peer.Peers;
import io.interlock.benchmarks.peer.PrimitiveKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What does not do its job fails the check of its scenario: for hand-overs and barriers see {@link HandOffTest}. */
@Timeout(120) // watchdog against deadlock
class BrokenTest {

    private static final Duration WINDOW = Duration.ofMillis(100);

    /** Two that get in each other's way do so sooner or later, in every window where both have a processor. */
    private static final int WINDOWS = 100;

    private final String runId = RunFiles.newRunId();

    @BeforeEach
    void joinRun() {
        ForkScope.join(runId);
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(Leftovers.files(runId)).isEmpty();
    }

    @Test
    void aLockThatDoesNotExclude() {
        LockDriver broken = new LockDriver() {
            @Override
            public void lock() {}

            @Override
            public void unlock() {}
        };
        assertBroken(Setting.loop(Load.EMPTY), "mutual exclusion is broken", broken, broken);
    }

    @Test
    void aSemaphoreWithOnePermitTooMany() {
        Semaphore permits = new Semaphore(2);
        LockDriver broken = new LockDriver() {
            @Override
            public void lock() {
                permits.acquireUninterruptibly();
            }

            @Override
            public void unlock() {
                permits.release();
            }
        };
        assertBroken(Setting.loop(Load.EMPTY), "mutual exclusion is broken", broken, broken);
    }

    @Test
    void aLockForReadersThatDoesNotKeepThemOut() {
        ReentrantLock writers = new ReentrantLock();
        ReadWriteDriver broken = new ReadWriteDriver() {
            @Override
            public void lock() {
                writers.lock();
            }

            @Override
            public void unlock() {
                writers.unlock();
            }

            @Override
            public void lockRead() {}

            @Override
            public void unlockRead() {}
        };
        assertBroken(Setting.loop(Load.MIXED), "a reader saw a writer at work", broken, broken);
    }

    @Test
    void anAdditionThatIsLost() {
        assertBroken(Setting.loop(Load.EMPTY), "the counter that all increase says", losing(new AtomicLong()));
    }

    @Test
    void anAdditionAtItsTimeThatIsLost() {
        assertBroken(Setting.paced(Load.EMPTY), "the counter that all increase says", losing(new AtomicLong()));
    }

    @Test
    void attachingToSomethingElseEachTime() {
        AttachDriver broken = () -> 0;
        Attaching attaching = Attaching.of(Peers.find(PrimitiveKind.REGION, "interlock"), Path.of("unused"), broken);
        assertThatThrownBy(() -> attaching.here(2))
                .isInstanceOf(TrialFailedException.class)
                .hasMessageContaining("its number is 0 after 1 additions");
    }

    /** Loses one of a thousand. */
    private static ValueDriver losing(AtomicLong value) {
        AtomicLong calls = new AtomicLong();
        return new ValueDriver() {
            @Override
            public long getAndAdd(long delta) {
                return calls.incrementAndGet() % 1_000 == 0 ? value.get() : value.getAndAdd(delta);
            }

            @Override
            public long get() {
                return value.get();
            }
        };
    }

    private static void assertBroken(Setting setting, String message, Driver... drivers) {
        assertThatThrownBy(() -> {
                    try (Trial trial = TestTrials.start(setting, drivers)) {
                        for (int i = 0; i < WINDOWS; i++) {
                            if (setting.paced()) {
                                trial.paced(WINDOW, 0);
                            } else {
                                trial.window(WINDOW);
                            }
                        }
                    }
                })
                .isInstanceOf(TrialFailedException.class)
                .hasMessageContaining(message);
    }
}
