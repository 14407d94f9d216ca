package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmLock;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads run out of stack in the middle of operations, at each depth, and live on; nobody hangs, in any process. */
@Timeout(120) // watchdog against a hang
@Tag("failing")
class StackOverflowTest {

    private static final int THREADS = 10;
    private static final int OVERFLOWS = 40;
    private static final int STACK_BYTES = 300 * 1024;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    /** What threads do until they run out of stack, and what another process does after that. */
    @SuppressWarnings("ImmutableEnumChecker") // the lambdas keep nothing
    enum Use {
        MAP(region -> region.map("map", Codecs.string(), Codecs.string()).put("k" + Thread.currentThread(), "v")),
        LIST(region -> {
            ShmList<String> list = region.list("list", Codecs.string());
            list.add("a");
            list.delete(0);
        }),
        OFFER(region -> region.queue("queue", Codecs.string(), 1_000).offer("e")),
        OFFER_AND_POLL(region -> {
            ShmQueue<String> queue = region.queue("queue", Codecs.string(), 1_000);
            queue.offer("e");
            queue.poll();
        }),
        NAMESPACE(region -> region.namespace("namespace").set("a", 1)),
        SEMAPHORE(region -> {
            if (region.semaphore("semaphore", 1_000_000).tryAcquire()) {
                region.semaphore("semaphore", 1_000_000).release();
            }
        }),
        LOCK(region -> {
            ShmLock lock = region.lock("lock");
            lock.lock();
            try {
                region.longValue("long").incrementAndGet();
            } finally {
                lock.unlock();
            }
        });

        private final Operation operation;

        Use(Operation operation) {
            this.operation = operation;
        }
    }

    private interface Operation {
        void on(Region region);
    }

    @ParameterizedTest
    @EnumSource(names = "LOCK", mode = EnumSource.Mode.EXCLUDE)
    void othersGoOn(Use use) throws Exception {
        Region region = workspace.open();
        use.operation.on(region);
        CountDownLatch failed = new CountDownLatch(THREADS);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(null, () -> overflow(use, region, failed, end), "overflow " + i, STACK_BYTES);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        assertThat(failed.await(100, TimeUnit.SECONDS)).as("no thread hangs").isTrue();
        String path = workspace.path().toString();
        JvmProcess child = workspace.start(() -> useAlso(path, use));
        child.join();
        assertThat(region.longValue("done").get()).isEqualTo(1);
        assertThat(region.verify()).isEmpty();
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void useAlso(String path, Use use) {
        Region region = Workspace.attach(path);
        IntStream.range(0, 100).forEach(i -> use.operation.on(region));
        ShmLong done = region.longValue("done");
        done.incrementAndGet();
    }

    private static void overflow(Use use, Region region, CountDownLatch failed, CountDownLatch end) {
        for (int i = 0; i < OVERFLOWS; i++) {
            try {
                descend(use, region, i % 8);
            } catch (StackOverflowError e) {
                // The thread lives.
            }
        }
        failed.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Frames of different sizes, so that the end of the stack comes at each place of an operation. */
    @SuppressWarnings("InfiniteRecursion")
    private static long descend(Use use, Region region, int pad) {
        use.operation.on(region);
        return pad == 0 ? descend(use, region, 7) : descend(use, region, pad - 1, pad, pad * 2L, pad * 3L);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static long descend(Use use, Region region, int pad, long a, long b, long c) {
        return a + b + c + descend(use, region, pad);
    }
}
