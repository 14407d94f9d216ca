package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.OwnerDiedException;
import io.interlock.Region;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A virtual thread owns what it locks itself, whatever thread carries it. */
@SuppressWarnings({"LockNotBeforeTry", "ThreadPriorityCheck"}) // the lock is tested; a yield changes the carrier
class LockVirtualThreadTest {

    private static final int THREADS = 100;
    private static final int ROUNDS = 200;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmLock lock = region.lock("lock");

    @Test
    void virtualThreadsExcludeOneAnother() throws Exception {
        ShmLong counter = region.longValue("counter");
        List<TestThread<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(TestThread.runVirtual(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    lock.lock();
                    counter.setPlain(counter.getPlain() + 1);
                    // Comes back on another carrier, now and then.
                    Thread.yield();
                    lock.unlock();
                }
            }));
        }
        for (TestThread<Boolean> thread : threads) {
            thread.join();
        }
        assertThat(counter.get()).isEqualTo((long) THREADS * ROUNDS);
    }

    @Test
    void aVirtualThreadIsAnOwnerOfItsOwn() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        TestThread<Boolean> holder = TestThread.runVirtual(() -> {
            lock.lock();
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            done.await();
            lock.unlock();
        });
        Await.until("the virtual thread holds", lock::isLocked);
        TestThread.runVirtual(() -> {
                    assertThat(lock.isHeldByCurrentThread()).isFalse();
                    assertThat(lock.tryLock()).isFalse();
                    assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
                })
                .join();
        done.countDown();
        holder.join();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void aVirtualThreadThatEndsWithTheLockLeavesItAbandoned() throws Exception {
        TestThread.runVirtual(lock::lock).join();
        assertThatThrownBy(lock::lock).isInstanceOf(OwnerDiedException.class);
        assertThat(lock.isAbandoned()).isTrue();
        assertThat(lock.recover(() -> {})).isTrue();
    }

    @Test
    void virtualThreadsCreatePrimitivesTogether() throws Exception {
        List<TestThread<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(TestThread.runVirtual(() -> {
                for (int name = 0; name < 50; name++) {
                    region.longValue("value" + name).incrementAndGet();
                }
            }));
        }
        for (TestThread<Boolean> thread : threads) {
            thread.join();
        }
        for (int name = 0; name < 50; name++) {
            assertThat(region.longValue("value" + name).get()).isEqualTo(THREADS);
        }
    }
}
