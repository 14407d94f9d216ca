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

/** Turns that stay with their last owner, and threads that take them from there. */
@Timeout(60) // watchdog against a hang
class BiasedLockTest {

    private static final long DAY_NS = TimeUnit.DAYS.toNanos(1);
    private static final int THREADS = 4;
    private static final int TURNS = 20_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final Attachment attachment;
    private final ThreadTable threads;
    private final BiasedLock turn;
    private final boolean stays;
    private long counter;

    BiasedLockTest() {
        String name = region.queue("queue", Codecs.int32(), 64).name();
        attachment = RegionFiles.open(new RegionOptions(region.path(), OpenMode.OPEN, 0, null));
        threads = attachment.file().threads();
        DirectoryEntry entry =
                Objects.requireNonNull(attachment.file().directory().find(name));
        turn = new BiasedLock(
                attachment, entry.body().slice(QueueLayout.RING, RingLayout.BYTES), RingLayout.PRODUCER, false, "turn");
        stays = new WaitingLoop(attachment.file(), entry.body(), QueueLayout.NOT_EMPTY, SpinBudget.forExclusion())
                .sleepersFenceReachesAll();
    }

    @AfterEach
    void close() {
        RegionFiles.close(attachment);
    }

    private Owner me() {
        return threads.current();
    }

    private void oneTurn() {
        if (!turn.resume(me())) {
            turn.take(me());
        }
        turn.pass(me());
    }

    private void turnsMustStay() {
        assumeTrue(stays, "here no turn stays, as there is no fence for all processes at once");
    }

    /** From here on it is the calling thread's, who is not at work. */
    private void haveMany() {
        turnsMustStay();
        for (int i = 0; i <= BiasedLock.BIAS_AFTER; i++) {
            assertThat(turn.isBiasedTo(me())).isFalse();
            oneTurn();
        }
        assertThat(turn.isBiasedTo(me())).isTrue();
    }

    @Test
    void itStaysAfterManyInARow() {
        haveMany();
        assertThat(turn.resume(me())).isTrue();
        turn.pass(me());
        assertThat(turn.resume(me())).isTrue();
        turn.pass(me());
    }

    @Test
    void itDoesNotStayWithThoseWhoComeInTurn() throws Exception {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < BiasedLock.BIAS_AFTER; j++) {
                oneTurn();
                assertThat(turn.isBiasedTo(me())).isFalse();
            }
            TestThread.elsewhere(this::oneTurn);
        }
    }

    @Test
    void anotherTakesItFromAnOwnerThatIsNotAtWork() throws Exception {
        haveMany();
        TestThread.elsewhere(() -> {
            assertThat(turn.resume(me())).isFalse();
            turn.take(me());
            assertThat(turn.isBiasedTo(me())).isTrue();
            turn.pass(me());
        });
        assertThat(turn.resume(me())).isFalse();
        turn.take(me());
        turn.pass(me());
        assertThat(turn.isBiasedTo(me())).isFalse();
    }

    @Test
    void anotherGetsItAtTheEndOfTheOwnersWork() throws Exception {
        haveMany();
        assertThat(turn.resume(me())).isTrue();
        TestThread<Boolean> asker = TestThread.startAsleep(this::oneTurn);
        TestThread<Boolean> second = TestThread.startAsleep(this::oneTurn);
        assertThat(asker.isAlive()).isTrue();
        assertThat(second.isAlive()).isTrue();
        turn.pass(me());
        asker.join();
        second.join();
        assertThat(turn.resume(me())).isFalse();
    }

    private void askAndGiveUp() throws Exception {
        TestThread<Boolean> asker = TestThread.startAsleep(
                () -> assertThatThrownBy(() -> turn.take(me(), DAY_NS)).isInstanceOf(InterruptedException.class));
        asker.interrupt();
        asker.join();
    }

    @Test
    void theOwnerGoesOnWhereTheAskerHasGivenUp() throws Exception {
        haveMany();
        assertThat(turn.resume(me())).isTrue();
        askAndGiveUp();
        turn.pass(me());
        oneTurn();
        oneTurn();
    }

    @Test
    void aRequestOfOneThatIsGoneIsReplaced() throws Exception {
        haveMany();
        assertThat(turn.resume(me())).isTrue();
        askAndGiveUp();
        TestThread<Boolean> asker = TestThread.startAsleep(this::oneTurn);
        turn.pass(me());
        asker.join();
        assertThat(turn.resume(me())).isFalse();
    }

    @Test
    void anotherTakesItFromAnOwnerThatHasEnded() throws Exception {
        turnsMustStay();
        TestThread.elsewhere(this::haveMany);
        oneTurn();
        TestThread.elsewhere(() -> {
            haveMany();
            assertThat(turn.resume(me())).isTrue();
        });
        oneTurn();
    }

    @Test
    void whoWaitsForAPauseDoesNotWaitForAnOwnerThatIsNotAtWork() throws Exception {
        haveMany();
        TestThread.elsewhere(() -> assertThat(turn.awaitPause(me())).isTrue());
        assertThat(turn.resume(me())).isTrue();
        TestThread.elsewhere(() -> assertThat(turn.awaitPause(me())).isFalse());
        TestThread<Boolean> waiter =
                TestThread.startAsleep(() -> assertThat(turn.awaitPause(me())).isTrue());
        turn.pass(me());
        waiter.join();
        assertThat(turn.resume(me())).isTrue();
        turn.pass(me());
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
        assertThat(counter).isEqualTo((long) THREADS * TURNS);
    }

    /** In bursts, after some of which the turn stays, and with pauses, in which others take it. */
    private void countInTurns(SplittableRandom random) throws InterruptedException {
        int burst = 0;
        for (int i = 0; i < TURNS; i++) {
            if (--burst < 0) {
                burst = random.nextInt(4 * BiasedLock.BIAS_AFTER);
                Thread.sleep(0, random.nextInt(300_000));
            }
            if (!turn.resume(me())) {
                turn.take(me());
            }
            counter++;
            turn.pass(me());
        }
    }
}
