package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.internal.catalogue.PrimitiveCatalogue;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.Kind;
import io.interlock.process.JvmProcess;
import io.interlock.sync.OnHolderDeath;
import io.interlock.sync.ShmCondition;
import io.interlock.sync.ShmLock;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a region tells of its entries: holders, waiters, the dead, and counts. */
@Timeout(120) // watchdog
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // nothing throws between; one wait is what is looked at
class RegionEntriesTest {

    private static final long HERE = ProcessHandle.current().pid();
    private static final int FIRST_ENTRY = 2_101_248;
    private static final int KIND_AT = 8;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    /** Something to wait for, by name. */
    @FunctionalInterface
    interface Waiting {
        void await() throws Exception;
    }

    @Test
    void aNewRegionHasNoEntries() {
        assertThat(region.entries()).isEmpty();
    }

    @Test
    void eachKindHasAPrimitiveThatTellsOfItself() {
        List<Kind> told = PrimitiveCatalogue.PRIMITIVES.stream()
                .map(type -> (PrimitiveType<?, ?>) PrimitiveType.of(type))
                .map(PrimitiveType::kind)
                .collect(Collectors.toList());
        assertThat(told).containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void anEntrySaysWhatItIsAndWhoCreatedItWhen() {
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
        region.longValue("n").set(42);
        region.semaphore("s", 3);
        assertThat(region.entries()).extracting(RegionEntry::name).containsExactly("n", "s");
        RegionEntry entry = entry("n");
        assertThat(entry.kind()).isEqualTo("long");
        assertThat(entry.configuration()).isEmpty();
        assertThat(entry.sizeBytes()).isEqualTo(256);
        assertThat(entry.created()).isBetween(before, Instant.ofEpochMilli(System.currentTimeMillis()));
        assertThat(entry.creatorPid()).isEqualTo(HERE);
        assertThat(entry.state()).contains(Map.entry("value", 42L), Map.entry("locked", false));
        assertThat(entry("s").configuration()).isEqualTo("permits=3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "reentrant-lock", "read-write-lock"})
    void aLockNamesItsOwnerThatLives(String kind) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        TestThread<Boolean> holder = TestThread.run(() -> {
            hold(region, kind);
            done.await();
        });
        Await.until("it is held", () -> !holders(kind).isEmpty());
        RegionThread owner = entry(kind).holders().get(0);
        assertThat(owner.role()).isEqualTo("owner");
        assertThat(owner.pid()).isEqualTo(HERE);
        assertThat(owner.alive()).isTrue();
        assertThat(owner.usesRegionSince()).isPresent();
        assertThat(entry(kind).kind()).isEqualTo(kind);
        assertThat(entry(kind).state()).containsEntry("locked", true).containsEntry("leftByDeadOwner", false);
        done.countDown();
        holder.join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "reentrant-lock", "read-write-lock"})
    void aLockNamesItsOwnerThatWasKilled(String kind) {
        String path = region.path().toString();
        JvmProcess child = workspace.start(() -> {
            hold(Workspace.attach(path), kind);
            Await.until("it is killed", () -> false);
        });
        Await.until("it is held", () -> has(kind) && !holders(kind).isEmpty());
        Workspace.kill(child);
        Await.until("its death is seen", () -> entry(kind).hasDeadHolder());
        RegionThread owner = entry(kind).holders().get(0);
        assertThat(owner.pid()).isEqualTo(child.pid());
        assertThat(owner.alive()).isFalse();
        assertThat(entry(kind).state()).containsEntry("locked", false).containsEntry("leftByDeadOwner", true);
    }

    private static void hold(Region region, String kind) {
        switch (kind) {
            case "lock" -> region.lock(kind).lock();
            case "reentrant-lock" -> region.reentrantLock(kind).lock();
            default -> region.readWriteLock(kind).writeLock().lock();
        }
    }

    @Test
    void aFreeLockHasNoHolder() {
        region.lock("lock").lock();
        region.lock("lock").unlock();
        assertThat(entry("lock").holders()).isEmpty();
        assertThat(entry("lock").state())
                .containsEntry("locked", false)
                .containsEntry("leftByDeadOwner", false)
                .containsEntry("abandoned", 0L);
    }

    @Test
    void aLockCountsHowOftenItWasTakenOver() throws Exception {
        TestThread.elsewhere(() -> region.lock("lock").lock());
        Await.until("the owner's end is seen", () -> region.lock("lock").recover(() -> {}));
        assertThat(entry("lock").state()).containsEntry("abandoned", 1L);
    }

    @Test
    void readersAreNamed() throws Exception {
        region.readWriteLock("rw").readLock().lock();
        CountDownLatch done = new CountDownLatch(1);
        TestThread<Boolean> other = TestThread.run(() -> {
            region.readWriteLock("rw").readLock().lock();
            done.await();
        });
        Await.until("both read", () -> holders("rw").size() == 2);
        assertThat(entry("rw").holders()).extracting(RegionThread::role).containsOnly("reader");
        assertThat(entry("rw").state()).containsEntry("readers", 2L);
        done.countDown();
        other.join();
        Await.until("one is left", () -> holders("rw").size() == 1);
        region.readWriteLock("rw").readLock().unlock();
        assertThat(entry("rw").holders()).isEmpty();
    }

    @Test
    void processesThatHavePermitsAreNamed() throws Exception {
        region.boundedSemaphore("b", 5, OnHolderDeath.RETURN).acquire(2);
        region.boundedSemaphore("plain", 5).acquire(2);
        region.semaphore("s", 5).acquire(1);
        RegionThread holder = entry("b").holders().get(0);
        assertThat(holder.role()).isEqualTo("permits=2");
        assertThat(holder.pid()).isEqualTo(HERE);
        assertThat(entry("b").state()).containsEntry("held", 2L);
        assertThat(entry("plain").state()).containsEntry("permits", 3L);
        assertThat(entry("s").state()).containsEntry("permits", 4L);
    }

    @Test
    void eventsLatchesBarriersSayWhereTheyAre() throws Exception {
        region.event("e").set();
        region.event("e").clear();
        region.latch("l", 3).countDown();
        region.barrier("b", 2).abort();
        assertThat(entry("e").state()).containsEntry("set", false).containsEntry("timesSet", 1L);
        region.event("e").set();
        assertThat(entry("e").state()).containsEntry("set", true);
        assertThat(entry("l").state()).containsEntry("count", 2L);
        assertThat(entry("b").state()).containsEntry("broken", true).containsKey("why");
    }

    @Test
    void whoSleepsIsNamedWhereItSleepsAndNoLonger() throws Exception {
        region.lock("lock").lock();
        region.readWriteLock("rw").writeLock().lock();
        assertWaiterIsNamed("lock", () -> region.lock("lock").lockInterruptibly());
        assertWaiterIsNamed("rw", () -> region.readWriteLock("rw").readLock().lockInterruptibly());
        assertWaiterIsNamed("rw", () -> region.readWriteLock("rw").writeLock().lockInterruptibly());
        assertWaiterIsNamed("s", () -> region.semaphore("s", 0).acquire());
        assertWaiterIsNamed("e", () -> region.event("e").await());
        assertWaiterIsNamed("l", () -> region.latch("l", 1).await());
        assertWaiterIsNamed("b", () -> region.barrier("b", 2).await());
        ShmLock other = region.lock("other");
        assertWaiterIsNamed("other.condition(c)", () -> {
            other.lock();
            try {
                other.condition("c").await();
            } finally {
                other.unlock();
            }
        });
        region.readWriteLock("rw").writeLock().unlock();
        region.lock("lock").unlock();
    }

    private void assertWaiterIsNamed(String name, Waiting waiting) throws Exception {
        TestThread<Boolean> waiter = TestThread.run(() -> {
            try {
                waiting.await();
                throw new AssertionError("it did not wait");
            } catch (InterruptedException e) {
                // the way out
            }
        });
        Await.until("a waiter of " + name, () -> has(name) && !waiters(name).isEmpty());
        assertThat(waiters(name)).hasSize(1);
        assertThat(waiters(name).get(0).pid()).isEqualTo(HERE);
        assertThat(waiters(name).get(0).role()).isEqualTo("waiter");
        waiter.interrupt();
        waiter.join();
        assertThat(waiters(name)).as("waiters of " + name).isEmpty();
    }

    @Test
    void aWaiterThatIsKilledNoLongerCounts() {
        ShmLock lock = region.lock("lock");
        lock.lock();
        String path = region.path().toString();
        JvmProcess child =
                workspace.start(() -> Workspace.attach(path).lock("lock").lock());
        Await.until("the child waits", () -> waiters("lock").size() == 1);
        assertThat(waiters("lock").get(0).pid()).isEqualTo(child.pid());
        Workspace.kill(child);
        Await.until("it no longer counts", () -> waiters("lock").isEmpty());
        lock.unlock();
    }

    @Test
    void aVirtualThreadThatSleepsIsCounted() throws Exception {
        region.lock("lock").lock();
        TestThread<Boolean> waiter =
                TestThread.runVirtual(() -> region.lock("lock").lock());
        Await.until("it waits", () -> waiters("lock").size() == 1);
        region.lock("lock").unlock();
        waiter.join();
    }

    @Test
    void aConditionCountsWhoWaits() throws Exception {
        ShmLock lock = region.lock("lock");
        ShmCondition condition = lock.condition("c");
        TestThread<Boolean> waiter = TestThread.run(() -> {
            lock.lock();
            condition.await();
            lock.unlock();
        });
        Await.until("it waits", () -> entry(condition.name()).state().containsValue(1L));
        lock.lock();
        condition.signal();
        assertThat(entry(condition.name()).state()).containsEntry("waiting", 0L).containsEntry("released", 1L);
        lock.unlock();
        waiter.join();
        assertThat(entry(condition.name()).state()).containsEntry("waiting", 0L).containsEntry("released", 0L);
    }

    @Test
    void anEntryOfAKindThatThisVersionDoesNotKnowIsListed() throws IOException {
        region.longValue("n").set(1);
        region.longValue("next").set(2);
        region.close();
        try (RandomAccessFile file = new RandomAccessFile(workspace.path().toFile(), "rw")) {
            file.seek(FIRST_ENTRY + KIND_AT);
            file.writeInt(Integer.reverseBytes(999));
        }
        List<RegionEntry> entries = workspace.open().entries();
        assertThat(entries).extracting(RegionEntry::kind).containsExactly("unknown(999)", "long");
        assertThat(entries.get(0).name()).isEqualTo("n");
        assertThat(entries.get(0).state()).isEmpty();
    }

    private boolean has(String name) {
        return region.entries().stream().anyMatch(entry -> entry.name().equals(name));
    }

    private RegionEntry entry(String name) {
        return region.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among "
                        + Arrays.toString(region.entries().toArray())));
    }

    private List<RegionThread> holders(String name) {
        return has(name) ? entry(name).holders() : List.of();
    }

    private List<RegionThread> waiters(String name) {
        return entry(name).waiters();
    }
}
