package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random operations of several threads, one at a time, on a primitive and on its model from {@code java.util.concurrent}:
 * each gives what the model gives, exceptions included. A failure names the seed; {@code -Dinterlock.seed} repeats it.
 */
@Timeout(300) // watchdog against a hang
@SuppressWarnings({"LockNotBeforeTry", "ResultOfMethodCallIgnored"}) // the methods are what is tested
class RandomModelTest {

    private static final int THREADS = 3;
    private static final int STEPS = 4_000;
    private static final int MAX_PERMITS = 3;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final long seed = Long.getLong("interlock.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Region region = workspace.open();
    private final List<ExecutorService> threads = new ArrayList<>();
    private final List<Pair> operations = new ArrayList<>();

    /** One operation on both; of what {@code number} is the operation decides. */
    private record Pair(String name, Operation ours, Operation model) {}

    @FunctionalInterface
    private interface Operation {
        Object on(int number) throws Exception;
    }

    @FunctionalInterface
    private interface Silent {
        void on(int number) throws Exception;
    }

    RandomModelTest() {
        for (int i = 0; i < THREADS; i++) {
            threads.add(Executors.newSingleThreadExecutor());
        }
    }

    @AfterEach
    void stopThreads() {
        threads.forEach(ExecutorService::shutdownNow);
    }

    @Test
    void semaphore() throws Exception {
        int start = random.nextInt(-1, MAX_PERMITS);
        ShmSemaphore ours = region.semaphore("semaphore", start);
        Semaphore model = new Semaphore(start);
        semaphore(ours, model);
        add("release", ours::release, model::release);
        compareAll();
    }

    private void semaphore(SemaphoreBase ours, Semaphore model) {
        compare("tryAcquire", n -> ours.tryAcquire(n), n -> model.tryAcquire(n));
        compare("tryAcquire in no time", n -> ours.tryAcquire(n, 0, TimeUnit.SECONDS), n -> model.tryAcquire(n));
        compare("availablePermits", n -> ours.availablePermits(), n -> model.availablePermits());
        compare("drainPermits", n -> ours.drainPermits(), n -> model.drainPermits());
        compare("tryAcquire of a negative number", n -> ours.tryAcquire(-n - 1), n -> model.tryAcquire(-n - 1));
    }

    @Test
    void boundedSemaphore() throws Exception {
        OnHolderDeath onHolderDeath = random.nextInt(2) == 0 ? OnHolderDeath.KEEP : OnHolderDeath.RETURN;
        ShmBoundedSemaphore ours = region.boundedSemaphore("semaphore", MAX_PERMITS, onHolderDeath);
        Semaphore model = new Semaphore(MAX_PERMITS);
        semaphore(ours, model);
        add("release", ours::release, n -> {
            if (model.availablePermits() + n > MAX_PERMITS) {
                throw new IllegalStateException();
            }
            model.release(n);
        });
        compareAll();
    }

    @Test
    void latch() throws Exception {
        int start = STEPS / 4;
        ShmLatch ours = region.latch("latch", start);
        CountDownLatch model = new CountDownLatch(start);
        add("countDown", n -> ours.countDown(), n -> model.countDown());
        compare("getCount", n -> ours.getCount(), n -> model.getCount());
        compare("await", n -> ours.await(0, TimeUnit.SECONDS), n -> model.await(0, TimeUnit.SECONDS));
        compareAll();
        assertThat(ours.getCount()).isZero();
    }

    @Test
    void event() throws Exception {
        ShmEvent ours = region.event("event");
        boolean[] model = new boolean[1];
        add("set", n -> ours.set(), n -> model[0] = true);
        add("clear", n -> ours.clear(), n -> model[0] = false);
        compare("isSet", n -> ours.isSet(), n -> model[0]);
        compare("await", n -> ours.await(Duration.ZERO), n -> model[0]);
        compareAll();
    }

    @Test
    void reentrantLock() throws Exception {
        ShmReentrantLock ours = region.reentrantLock("lock");
        ReentrantLock model = new ReentrantLock();
        compare("tryLock", n -> ours.tryLock(), n -> model.tryLock());
        compare("tryLock in no time", n -> ours.tryLock(0, TimeUnit.SECONDS), n -> model.tryLock(0, TimeUnit.SECONDS));
        add("unlock", n -> ours.unlock(), n -> model.unlock());
        add("unlock", n -> ours.unlock(), n -> model.unlock());
        compare("getHoldCount", n -> ours.getHoldCount(), n -> model.getHoldCount());
        compare("isHeldByCurrentThread", n -> ours.isHeldByCurrentThread(), n -> model.isHeldByCurrentThread());
        compare("isLocked", n -> ours.isLocked(), n -> model.isLocked());
        compareAll();
    }

    @Test
    void readWriteLock() throws Exception {
        ShmReadWriteLock ours = region.readWriteLock("lock");
        ReentrantReadWriteLock model = new ReentrantReadWriteLock();
        compare("read", n -> ours.readLock().tryLock(), n -> model.readLock().tryLock());
        compare("write", n -> ours.writeLock().tryLock(), n -> model.writeLock().tryLock());
        for (int i = 0; i < 2; i++) {
            add(
                    "end reading",
                    n -> ours.readLock().unlock(),
                    n -> model.readLock().unlock());
            add(
                    "end writing",
                    n -> ours.writeLock().unlock(),
                    n -> model.writeLock().unlock());
        }
        compare("getReadHoldCount", n -> ours.getReadHoldCount(), n -> model.getReadHoldCount());
        compare("getWriteHoldCount", n -> ours.getWriteHoldCount(), n -> model.getWriteHoldCount());
        compare("isWriteLocked", n -> ours.isWriteLocked(), n -> model.isWriteLocked());
        compareAll();
    }

    private void compare(String name, Operation ours, Operation model) {
        operations.add(new Pair(name, ours, model));
    }

    private void add(String name, Silent ours, Silent model) {
        compare(name, silent(ours), silent(model));
    }

    private static Operation silent(Silent operation) {
        return n -> {
            operation.on(n);
            return "done";
        };
    }

    private void compareAll() throws Exception {
        for (int step = 0; step < STEPS; step++) {
            Pair operation = operations.get(random.nextInt(operations.size()));
            int number = random.nextInt(MAX_PERMITS);
            int thread = random.nextInt(THREADS);
            Object expected = result(thread, () -> operation.model.on(number));
            Object found = result(thread, () -> operation.ours.on(number));
            assertThat(found)
                    .as("seed %d step %d: %s(%d) by thread %d", seed, step, operation.name, number, thread)
                    .isEqualTo(expected);
        }
    }

    /** What it returns, or the class of what it throws. */
    private Object result(int thread, Callable<Object> operation) throws Exception {
        return threads.get(thread)
                .submit(() -> {
                    try {
                        return operation.call();
                    } catch (IllegalArgumentException | IllegalMonitorStateException | IllegalStateException e) {
                        return e.getClass();
                    }
                })
                .get();
    }
}
