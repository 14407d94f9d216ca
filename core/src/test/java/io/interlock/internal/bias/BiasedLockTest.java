package io.interlock.internal.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.collection.Codecs;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.RegionFiles;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.QueueLayout;
import io.interlock.internal.format.RingLayout;
import io.interlock.internal.region.RegionOptions;
import io.interlock.internal.thread.ThreadTable;
import io.interlock.internal.wait.SpinBudget;
import io.interlock.internal.wait.WaitingLoop;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A lock becomes biased to its last owner, and other threads take it from there. */
@Timeout(60) // watchdog against a hang
class BiasedLockTest {

    private static final long DAY_NS = TimeUnit.DAYS.toNanos(1);
    private static final int THREADS = 4;
    private static final int USES = 20_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final Attachment attachment;
    private final ThreadTable threads;
    private final BiasedLock lock;
    private final boolean mayBias;
    private long counter;

    BiasedLockTest() {
        String name = region.queue("queue", Codecs.int32(), 64).name();
        attachment = RegionFiles.open(new RegionOptions(region.path(), OpenMode.OPEN, 0, null));
        threads = attachment.file().threads();
        DirectoryEntry entry =
                Objects.requireNonNull(attachment.file().directory().find(name));
        lock = new BiasedLock(
                attachment, entry.body().slice(QueueLayout.RING, RingLayout.BYTES), RingLayout.PRODUCER, false, "lock");
        mayBias = new WaitingLoop(attachment.file(), entry.body(), QueueLayout.NOT_EMPTY, SpinBudget.forExclusion())
                .sleepersFenceReachesAll();
    }

    @AfterEach
    void close() {
        RegionFiles.close(attachment);
    }

    private Owner me() {
        return threads.current();
    }

    private void useOnce() {
        if (!lock.resume(me())) {
            lock.take(me());
        }
        lock.pass(me());
    }

    private void requireBias() {
        assumeTrue(mayBias, "here no lock becomes biased, as there is no fence for all processes at once");
    }

    /** From here on it is biased to the calling thread, which is not active. */
    private void bias() {
        requireBias();
        for (int i = 0; i <= BiasedLock.BIAS_AFTER; i++) {
            assertThat(lock.isBiasedTo(me())).isFalse();
            useOnce();
        }
        assertThat(lock.isBiasedTo(me())).isTrue();
    }

    @Test
    void itStaysAfterManyInARow() {
        bias();
        assertThat(lock.resume(me())).isTrue();
        lock.pass(me());
        assertThat(lock.resume(me())).isTrue();
        lock.pass(me());
    }

    @Test
    void itDoesNotStayWithThoseWhoComeInTurn() throws Exception {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < BiasedLock.BIAS_AFTER; j++) {
                useOnce();
                assertThat(lock.isBiasedTo(me())).isFalse();
            }
            TestThread.elsewhere(this::useOnce);
        }
    }

    @Test
    void anotherTakesItFromAnOwnerThatIsNotAtWork() throws Exception {
        bias();
        TestThread.elsewhere(() -> {
            assertThat(lock.resume(me())).isFalse();
            lock.take(me());
            assertThat(lock.isBiasedTo(me())).isTrue();
            lock.pass(me());
        });
        assertThat(lock.resume(me())).isFalse();
        lock.take(me());
        lock.pass(me());
        assertThat(lock.isBiasedTo(me())).isFalse();
    }

    @Test
    void anotherGetsItAtTheEndOfTheOwnersWork() throws Exception {
        bias();
        assertThat(lock.resume(me())).isTrue();
        TestThread<Boolean> asker = TestThread.startAsleep(this::useOnce);
        TestThread<Boolean> second = TestThread.startAsleep(this::useOnce);
        assertThat(asker.isAlive()).isTrue();
        assertThat(second.isAlive()).isTrue();
        lock.pass(me());
        asker.join();
        second.join();
        assertThat(lock.resume(me())).isFalse();
    }

    private void askAndGiveUp() throws Exception {
        TestThread<Boolean> asker = TestThread.startAsleep(
                () -> assertThatThrownBy(() -> lock.take(me(), DAY_NS)).isInstanceOf(InterruptedException.class));
        asker.interrupt();
        asker.join();
    }

    @Test
    void theOwnerGoesOnWhereTheAskerHasGivenUp() throws Exception {
        bias();
        assertThat(lock.resume(me())).isTrue();
        askAndGiveUp();
        lock.pass(me());
        useOnce();
        useOnce();
    }

    @Test
    void aRequestOfOneThatIsGoneIsReplaced() throws Exception {
        bias();
        assertThat(lock.resume(me())).isTrue();
        askAndGiveUp();
        TestThread<Boolean> asker = TestThread.startAsleep(this::useOnce);
        lock.pass(me());
        asker.join();
        assertThat(lock.resume(me())).isFalse();
    }

    @Test
    void anotherTakesItFromAnOwnerThatHasEnded() throws Exception {
        requireBias();
        TestThread.elsewhere(this::bias);
        useOnce();
        TestThread.elsewhere(() -> {
            bias();
            assertThat(lock.resume(me())).isTrue();
        });
        useOnce();
    }

    @Test
    void whoWaitsForAPauseDoesNotWaitForAnOwnerThatIsNotAtWork() throws Exception {
        bias();
        TestThread.elsewhere(() -> assertThat(lock.awaitPause(me())).isTrue());
        assertThat(lock.resume(me())).isTrue();
        TestThread.elsewhere(() -> assertThat(lock.awaitPause(me())).isFalse());
        TestThread<Boolean> waiter =
                TestThread.startAsleep(() -> assertThat(lock.awaitPause(me())).isTrue());
        lock.pass(me());
        waiter.join();
        assertThat(lock.resume(me())).isTrue();
        lock.pass(me());
    }

    @Test
    void itIsOnesAtATime() throws Exception {
        List<TestThread<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = new SplittableRandom(i);
            all.add(TestThread.run(() -> countInTurns(random)));
        }
        for (TestThread<Boolean> thread : all) {
            thread.join();
        }
        assertThat(counter).isEqualTo((long) THREADS * USES);
    }

    /** In bursts, after some of which the lock is biased, and with pauses, in which others take it. */
    private void countInTurns(SplittableRandom random) throws InterruptedException {
        int burst = 0;
        for (int i = 0; i < USES; i++) {
            if (--burst < 0) {
                burst = random.nextInt(4 * BiasedLock.BIAS_AFTER);
                Thread.sleep(0, random.nextInt(300_000));
            }
            if (!lock.resume(me())) {
                lock.take(me());
            }
            counter++;
            lock.pass(me());
        }
    }
}
