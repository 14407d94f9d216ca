package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcessGroup;
import io.interlock.sync.ShmLatch;

/**
 * Waits until three workers have said that they are ready; unlike at a barrier, they go on at once.
 *
 * <p>Python's {@code multiprocessing} has no latch; there, three releases of a semaphore stand in for it:
 *
 * <pre>{@code
 * ready = Semaphore(0)
 * children = [Process(target=prepare, args=(ready,)) for n in range(3)]   # each calls ready.release()
 * for child in children: child.start()
 * for child in children: ready.acquire()
 * }</pre>
 */
public class LatchExample {

    private static final String REGION = "example-latch";

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmLatch ready = region.latch("ready", 3);
            JvmProcessGroup workers = JvmProcessGroup.start(3, number -> prepare(ready, number));
            ready.await();
            System.out.println("all are ready");
            workers.join();
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void prepare(ShmLatch ready, int number) {
        System.out.println(number + " is ready");
        ready.countDown();
    }
}
