package io.interlock.capabilities;

import io.interlock.Region;
import io.interlock.RegionInfo;
import io.interlock.collection.Codecs;
import io.interlock.collection.ShmQueue;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmEvent;
import io.interlock.sync.ShmLock;
import io.interlock.sync.ShmSemaphore;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A program that uses a region in an environment that lacks something, and writes what it finds, one line each. Arguments: the
 * region's file; and what the kernel refuses, from the start or after the program has used the region for a while.
 */
final class SandboxedProgram {

    static final String NO_SECCOMP = "this system has no seccomp filters";

    private static final int CAPACITY_BYTES = 1 << 20;

    /** With the header and the table of threads. */
    static final int REGION_FILE_BYTES = CAPACITY_BYTES + 4096 + 16384 * 128;

    static final String DONE = "all went well";
    static final String HOLDING = "holding the lock";

    /** Enough uses in a row that a queue's lock becomes biased to the thread. */
    private static final int OFTEN = 600;

    private static final int WATCHDOG_S = 60;

    private static final long IDLE_MS = 250;

    private SandboxedProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path path = Path.of(arguments[0]);
        boolean refuses = arguments.length > 1;
        if (refuses && arguments[1].equals("early")) {
            refuse(arguments);
        }
        Region region = Region.builder(path).capacity(CAPACITY_BYTES).open();
        System.out.println("protocol="
                + RegionInfo.of(path).orElseThrow().details().orElseThrow().protocol());
        use(region, "first");
        if (refuses && arguments[1].equals("late")) {
            refuse(arguments);
            use(region, "second");
        }
        System.out.println(DONE);
        region.lock("held", OnOwnerDeath.HAND_OVER).lock();
        System.out.println(HOLDING);
        while (System.in.read() >= 0) {
            // until it is killed
        }
    }

    private static void refuse(String[] arguments) {
        Seccomp.refuse(Seccomp.Call.valueOf(arguments[2]), Integer.parseInt(arguments[3]));
    }

    private static void use(Region region, String name) throws Exception {
        noticeADeath(region.lock(name + " lock", OnOwnerDeath.HAND_OVER));
        passToAndFro(region.semaphore(name + " ping", 0), region.semaphore(name + " pong", 0));
        contend(region.lock(name + " counter", OnOwnerDeath.HAND_OVER));
        queueUp(region.queue(name + " queue", Codecs.int32(), 4096));
        waitIdly(region.event(name + " event"));
        waitIdly(region.lock(name + " busy", OnOwnerDeath.HAND_OVER));
    }

    private static void noticeADeath(ShmLock lock) throws Exception {
        join(start(lock::lock));
        require(lock.tryLock(WATCHDOG_S, TimeUnit.SECONDS), "a dead thread's lock is passed on");
        lock.unlock();
    }

    private static void passToAndFro(ShmSemaphore ping, ShmSemaphore pong) throws Exception {
        Thread other = start(() -> {
            for (int i = 0; i < 100; i++) {
                require(ping.tryAcquire(WATCHDOG_S, TimeUnit.SECONDS), "ping");
                pong.release();
            }
        });
        for (int i = 0; i < 100; i++) {
            ping.release();
            require(pong.tryAcquire(WATCHDOG_S, TimeUnit.SECONDS), "pong");
        }
        join(other);
    }

    private static void contend(ShmLock lock) throws Exception {
        int[] count = new int[1];
        Task work = () -> {
            for (int i = 0; i < 2000; i++) {
                lock.lock();
                try {
                    count[0]++;
                } finally {
                    lock.unlock();
                }
            }
        };
        Thread other = start(work);
        work.run();
        join(other);
        require(count[0] == 4000, "the lock excludes, count=" + count[0]);
    }

    /** The producers' lock is biased to one thread, which is idle when the other one asks for it. */
    private static void queueUp(ShmQueue<Integer> queue) throws Exception {
        for (int i = 0; i < OFTEN; i++) {
            queue.put(i);
            require(queue.take() == i, "the order of elements");
        }
        join(start(() -> {
            queue.put(1);
            require(queue.take() == 1, "another thread's element");
        }));
    }

    private static void waitIdly(ShmEvent event) throws Exception {
        Thread waiter = start(() -> sleeping(() -> event.await(Duration.ofSeconds(WATCHDOG_S))));
        Thread.sleep(IDLE_MS);
        event.set();
        join(waiter);
    }

    /** Watches the owner's life meanwhile. */
    private static void waitIdly(ShmLock lock) throws Exception {
        Thread waiter;
        lock.lock();
        try {
            waiter = start(() -> sleeping(() -> lock.tryLock(WATCHDOG_S, TimeUnit.SECONDS)));
            Thread.sleep(IDLE_MS);
        } finally {
            lock.unlock();
        }
        join(waiter);
    }

    private static void sleeping(Callable<Boolean> wait) throws Exception {
        require(wait.call(), "the wait ends in time");
        long usedNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        require(usedNs < TimeUnit.MILLISECONDS.toNanos(IDLE_MS) / 2, "who waits sleeps, usedNs=" + usedNs);
    }

    @FunctionalInterface
    private interface Task {
        void run() throws Exception;
    }

    private static Thread start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Throwable e) {
                e.printStackTrace(System.out);
                Runtime.getRuntime().halt(3);
            }
        });
        thread.start();
        return thread;
    }

    private static void join(Thread thread) throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(WATCHDOG_S));
        require(!thread.isAlive(), "the other thread ends");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("not so: " + what);
        }
    }
}
