package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmLatch;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Waits until three workers have said that they are ready; unlike at a barrier, they go on at once.
 *
 * <p>Python's {@code multiprocessing} has no latch; there, three releases of a semaphore stand in for it:
 *
 * <pre>{@code
 * ready = Semaphore(0)
 * children = [Process(target=prepare, args=(ready,)) for n in (1, 2, 3)]   # each calls ready.release()
 * for child in children: child.start()
 * for child in children: ready.acquire()
 * }</pre>
 */
public class LatchExample {

    private static final String REGION = "example-latch";

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            List<JvmProcess> children = IntStream.rangeClosed(1, 3)
                    .mapToObj(number -> JvmProcess.start(() -> prepare(number)))
                    .toList();
            region.latch("ready", 3).await();
            System.out.println("all are ready");
            for (JvmProcess child : children) {
                child.join();
            }
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void prepare(int number) {
        try (Region region = Region.open(REGION)) {
            ShmLatch ready = region.latch("ready", 3);
            System.out.println(number + " is ready");
            ready.countDown();
        }
    }
}
