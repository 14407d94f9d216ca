package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Virtual threads, more than there are carriers, wait for one another through queues and pipes. */
@Timeout(120) // watchdog against a hang
class CollectionVirtualThreadTest {

    private static final int THREADS = 20;
    private static final int EACH = 200;
    private static final int CAPACITY = 64;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    @Test
    void aQueueLosesNothing() throws Exception {
        ShmQueue<Integer> queue = region.queue("queue", Codecs.int32(), CAPACITY);
        AtomicLong sum = new AtomicLong();
        List<TestThread<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(TestThread.runVirtual(() -> {
                for (int k = 0; k < EACH; k++) {
                    sum.addAndGet(queue.take());
                    queue.taskDone();
                }
            }));
            threads.add(TestThread.runVirtual(() -> {
                for (int k = 1; k <= EACH; k++) {
                    queue.put(k);
                }
            }));
        }
        joinAll(threads);
        queue.join();
        assertThat(sum.get()).isEqualTo((long) THREADS * EACH * (EACH + 1) / 2);
        assertThat(region.verify()).isEmpty();
    }

    @Test
    void pipesGoFromOneToTheNext() throws Exception {
        List<ShmPipe> pipes = new ArrayList<>();
        for (int i = 0; i <= THREADS; i++) {
            pipes.add(region.oneWayPipe("pipe " + i, CAPACITY));
        }
        List<TestThread<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            PipeEnd from = pipes.get(i).second();
            PipeEnd to = pipes.get(i + 1).first();
            threads.add(TestThread.runVirtual(() -> {
                for (byte[] message = from.receive(); message != null; message = from.receive()) {
                    to.send(message);
                }
                to.close();
            }));
        }
        PipeEnd last = pipes.get(THREADS).second();
        TestThread<Integer> receiver = TestThread.start(() -> {
            int received = 0;
            while (last.receive() != null) {
                received++;
            }
            return received;
        });
        try (PipeEnd first = pipes.get(0).first()) {
            for (int k = 0; k < EACH; k++) {
                first.send(new byte[k % CAPACITY]);
            }
        }
        joinAll(threads);
        assertThat(receiver.join()).isEqualTo(EACH);
    }

    @Test
    void aListLosesNothing() throws Exception {
        ShmList<Integer> list = region.list("list", Codecs.int32());
        List<TestThread<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(TestThread.runVirtual(() -> {
                for (int k = 0; k < EACH / 10; k++) {
                    list.add(list.size() / 2, k);
                    assertThat(list.get(0)).isNotNull();
                }
            }));
        }
        joinAll(threads);
        assertThat(list).hasSize(THREADS * EACH / 10);
        assertThat(region.verify()).isEmpty();
    }

    private static void joinAll(List<TestThread<Boolean>> threads) throws Exception {
        for (TestThread<Boolean> thread : threads) {
            thread.join();
        }
    }
}
