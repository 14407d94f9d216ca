package io.interlock.internal.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.RegionFiles;
import io.interlock.internal.format.ConditionLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.lock.LocalHold;
import io.interlock.internal.lock.OpenedLock;
import io.interlock.internal.region.RegionOptions;
import io.interlock.internal.thread.ThreadTable;
import io.interlock.sync.ShmCondition;
import io.interlock.sync.ShmLock;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signals whose receivers are gone, at instructions that no test of {@link ShmCondition} can stop at. */
@Timeout(60) // watchdog against a hang
class ConditionQueueTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmLock lock = region.lock("lock");
    private final Attachment attachment;
    private final ThreadTable threads;
    private final OpenedLock owned;
    private final ConditionQueue queue;

    ConditionQueueTest() {
        String name = lock.condition("c").name();
        attachment = RegionFiles.open(new RegionOptions(region.path(), OpenMode.OPEN, 0, null));
        threads = attachment.file().threads();
        DirectoryEntry entry =
                Objects.requireNonNull(attachment.file().directory().find(name));
        DirectoryEntry locked =
                Objects.requireNonNull(attachment.file().directory().find(lock.name()));
        owned = new OpenedLock(
                attachment, locked.body(), locked.heldHere(), lock.onOwnerDeath(), "lock=" + lock.name());
        queue = new ConditionQueue(attachment, entry.body(), owned);
    }

    @AfterEach
    void close() {
        RegionFiles.close(attachment);
    }

    @Test
    void aSignalWhoseReceiverIsFoundDeadByWhoNeedsRoomGoesToAnother() throws Exception {
        arriveAndBeSignalledAndEnd();
        ConditionQueue.Ticket first = Objects.requireNonNull(queue.arrive(threads.current()));
        for (int i = 2; i < ConditionLayout.CELLS; i++) {
            assertThat(queue.arrive(threads.current())).isNotNull();
        }
        assertThat(first.isReleased()).isFalse();
        assertThat(queue.arrive(threads.current())).isNotNull();
        assertThat(first.isReleased()).isTrue();
    }

    @Test
    void aSignalToOneThatLeavesWithoutTheLockGoesToAnother() {
        Owner me = threads.current();
        ConditionQueue.Ticket leaving = Objects.requireNonNull(queue.arrive(me));
        ConditionQueue.Ticket other = Objects.requireNonNull(queue.arrive(me));
        queue.releaseOne();
        assertThat(other.pollAfterSleep()).isFalse();
        leaving.abandon();
        assertThat(other.pollAfterSleep()).isTrue();
        assertThat(queue.leave(other)).isTrue();
    }

    @Test
    void oneThatLeftWithoutTheLockIsPassedOver() {
        Owner me = threads.current();
        ConditionQueue.Ticket left = Objects.requireNonNull(queue.arrive(me));
        left.abandon();
        ConditionQueue.Ticket other = Objects.requireNonNull(queue.arrive(me));
        queue.releaseOne();
        assertThat(other.isReleased()).isTrue();
    }

    @Test
    void aSignalWhoseReceiverDiedGoesToTheNextToBeLookedAt() throws Exception {
        arriveAndBeSignalledAndEnd();
        ConditionQueue.Ticket first = Objects.requireNonNull(queue.arrive(threads.current()));
        ConditionQueue.Ticket second = Objects.requireNonNull(queue.arrive(threads.current()));
        ConditionQueue.Ticket third = Objects.requireNonNull(queue.arrive(threads.current()));
        queue.releaseOne();
        assertThat(first.isReleased()).isTrue();
        assertThat(second.isReleased()).isTrue();
        assertThat(third.isReleased()).isFalse();
    }

    @Test
    void oneThatGivesUpTakesASignalWhoseReceiverDied() throws Exception {
        arriveAndBeSignalledAndEnd();
        ConditionQueue.Ticket first = Objects.requireNonNull(queue.arrive(threads.current()));
        ConditionQueue.Ticket second = Objects.requireNonNull(queue.arrive(threads.current()));
        assertThat(queue.leave(second)).isTrue();
        assertThat(first.isReleased()).isFalse();
    }

    @Test
    void ofThoseReleasedTogetherEachWakesTheNext() {
        List<ConditionQueue.Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tickets.add(Objects.requireNonNull(queue.arrive(threads.current())));
        }
        queue.releaseAll();
        for (ConditionQueue.Ticket ticket : tickets) {
            assertThat(toWake()).isEqualTo(1);
            assertThat(ticket.isReleased()).isTrue();
            assertThat(queue.leave(ticket)).isTrue();
        }
        assertThat(toWake()).isZero();
    }

    private int toWake() {
        int count = 0;
        for (LocalHold.Wake wake = owned.here().released(); wake != null; wake = wake.next()) {
            count++;
        }
        return count;
    }

    private void arriveAndBeSignalledAndEnd() throws Exception {
        Owner[] owner = new Owner[1];
        TestThread.elsewhere(() -> {
            owner[0] = threads.current();
            ConditionQueue.Ticket ticket = Objects.requireNonNull(queue.arrive(owner[0]));
            queue.releaseOne();
            assertThat(ticket.isReleased()).isTrue();
        });
        Await.until("its death is seen", () -> threads.isDead(owner[0].word()));
    }
}
