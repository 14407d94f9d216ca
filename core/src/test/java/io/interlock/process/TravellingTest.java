package io.interlock.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.RegionNotFoundException;
import io.interlock.sync.OnHolderDeath;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmBarrier;
import io.interlock.sync.ShmBoundedSemaphore;
import io.interlock.sync.ShmCondition;
import io.interlock.sync.ShmEvent;
import io.interlock.sync.ShmLatch;
import io.interlock.sync.ShmLock;
import io.interlock.sync.ShmReadWriteLock;
import io.interlock.sync.ShmReentrantLock;
import io.interlock.sync.ShmSemaphore;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Regions and primitives that a task captures. In one process, each of them: {@code HandleTest}. */
@Timeout(120) // watchdog
@SuppressWarnings("LockNotBeforeTry")
class TravellingTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    @Test
    void eachPrimitiveIsTheSameOneInTheChild() throws Exception {
        ShmLock lock = region.lock("lock");
        ShmReentrantLock reentrant = region.reentrantLock("reentrant", OnOwnerDeath.HAND_OVER);
        ShmSemaphore semaphore = region.semaphore("semaphore", 0);
        ShmEvent event = region.event("event");
        ShmLatch latch = region.latch("latch", 1);
        ShmLong value = region.longValue("value");
        lock.lock();
        reentrant.lock();
        JvmProcess child = workspace.start(() -> {
            value.set(lock.tryLock() || reentrant.tryLock() ? -1 : 1);
            latch.countDown();
            event.await();
            lock.lock();
            reentrant.lock();
            value.getAndAdd(reentrant.getHoldCount());
            semaphore.release(2);
        });
        latch.await();
        lock.unlock();
        reentrant.unlock();
        event.set();
        semaphore.acquire(2);
        child.join();
        assertThat(value.get()).isEqualTo(2);
        assertThat(reentrant.tryLock()).as("handed over by a dead owner").isTrue();
        assertThat(reentrant.abandonedCount()).isEqualTo(1);
    }

    @Test
    void whatIsMadeOfOthersIsTheSameOneInTheChild() throws Exception {
        ShmReadWriteLock readWrite = region.readWriteLock("read-write");
        ShmCondition ofLock = region.lock("lock").condition("c");
        ShmCondition ofWriteLock = readWrite.writeLock().newCondition();
        ShmBoundedSemaphore bounded = region.boundedSemaphore("bounded", 3, OnHolderDeath.RETURN);
        ShmBarrier barrier = region.barrier("barrier", 2);
        String expected = ofLock.name() + " " + ofWriteLock.name();
        JvmProcess child = workspace.start(() -> {
            if (!expected.equals(ofLock.name() + " " + ofWriteLock.name())) {
                throw new AssertionError(ofLock + " " + ofWriteLock);
            }
            readWrite.readLock().lock();
            bounded.acquire(2);
            barrier.await();
            barrier.await();
        });
        barrier.await();
        assertThat(readWrite.getReadLockCount()).isEqualTo(1);
        assertThat(bounded.availablePermits()).isEqualTo(1);
        barrier.await();
        child.join();
        assertThat(readWrite.getReadLockCount()).isZero();
        assertThat(bounded.availablePermits()).isEqualTo(3);
    }

    @Test
    void aRegionIsTheSameOneInTheChild() throws Exception {
        Region captured = region;
        ShmLong value = region.longValue("value");
        workspace
                .start(() -> {
                    if (captured.longValue("value") != value) {
                        throw new AssertionError("two attachments");
                    }
                    captured.longValue("made there").set(captured.capacity());
                })
                .join();
        assertThat(region.longValue("made there").get()).isEqualTo(region.capacity());
    }

    @Test
    void fieldsOfATaskOfItsOwnClassTravel() throws Exception {
        workspace.start(new Adder(region.longValue("value"), 4)).join();
        assertThat(region.longValue("value").get()).isEqualTo(4);
    }

    private static final class Adder implements SerializableRunnable {
        private static final long serialVersionUID = 1L;
        private final ShmLong value;
        private final long amount;

        Adder(ShmLong value, long amount) {
            this.value = value;
            this.amount = amount;
        }

        @Override
        public void run() {
            value.getAndAdd(amount);
        }
    }

    @Test
    void theWholeOfARegionTravelsOn() throws Exception {
        ShmLong value = region.longValue("value");
        workspace.start(() -> JvmProcess.start(() -> value.set(3)).join()).join();
        assertThat(value.get()).isEqualTo(3);
    }

    @Test
    void regionsOfOneNameInManyHandlesAreOpenedOnceEach() throws Exception {
        Region other = workspace.open(workspace.path("other"));
        ShmLong result = region.longValue("result");
        List<ShmLong> values = List.of(result, other.longValue("a"), other.longValue("b"));
        String file = other.path().toString();
        workspace
                .start(() -> {
                    values.get(1).set(1);
                    values.get(2).set(2);
                    result.set(mappings(file));
                })
                .join();
        assertThat(other.longValue("b").get()).isEqualTo(2);
        assertThat(result.get()).isEqualTo(1);
    }

    private static long mappings(String file) throws Exception {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.endsWith(file))
                .count();
    }

    @Test
    void permissionsForOthersTravel() throws Exception {
        try (Region shared = Region.builder(workspace.path("shared"))
                .permissions(PosixFilePermissions.fromString("rw-rw----"))
                .open()) {
            ShmLong value = shared.longValue("value");
            workspace.start(() -> value.set(1)).join();
            assertThat(value.get()).isEqualTo(1);
        }
    }

    @Test
    void anUnlinkedRegionIsRefusedBeforeAnythingStarts() {
        ShmLong value = region.longValue("value");
        region.unlink();
        assertThatThrownBy(() -> JvmProcess.start(() -> value.set(1)))
                .isInstanceOf(RegionNotFoundException.class)
                .hasMessageContaining("region=" + region.path())
                .hasMessageContaining("unlinked");
    }

    @Test
    void whatTheChildFindsUnlinkedIsRefusedThere() {
        Stale handle = new Stale(region.longValue("value"), region.path().toString());
        JvmProcess child = workspace.start(() -> handle.value.set(1));
        assertThatThrownBy(child::join)
                .isInstanceOf(ChildFailedException.class)
                .hasCauseInstanceOf(RegionNotFoundException.class)
                .hasMessageContaining("region=" + region.path())
                .hasMessageContaining("another one created under its name");
        Region other = workspace.open();
        assertThat(other.longValue("value").get()).isZero();
    }

    /** Unlinks its region and makes another of its name when it has been written, before a child can read it. */
    private static final class Stale implements Serializable {
        private static final long serialVersionUID = 1L;
        private final ShmLong value;
        private final String file;

        Stale(ShmLong value, String file) {
            this.value = value;
            this.file = file;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            Region.unlink(Path.of(file));
            Region.open(Path.of(file)).close();
        }
    }

    @Test
    void anotherConfigurationIsRefusedInTheChildToo() {
        ShmLatch latch = region.latch("latch", 3);
        Region captured = region;
        JvmProcess child = workspace.start(() -> captured.latch("latch", latch.getCount() + 1));
        assertThatThrownBy(child::join)
                .isInstanceOf(ChildFailedException.class)
                .hasCauseInstanceOf(PrimitiveMismatchException.class);
    }
}
