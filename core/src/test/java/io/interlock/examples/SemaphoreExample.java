package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcessGroup;
import io.interlock.sync.ShmSemaphore;
import io.interlock.value.ShmLong;

/**
 * Five processes, of which never more than two are inside.
 *
 * <pre>{@code
 * def visit(semaphore, number):
 *     with semaphore:
 *         print(f"{number} is inside")
 *         time.sleep(0.2)
 *
 * semaphore = Semaphore(2)
 * children = [Process(target=visit, args=(semaphore, n)) for n in range(5)]
 * }</pre>
 */
public class SemaphoreExample {

    private static final String REGION = "example-semaphore";

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmSemaphore semaphore = region.semaphore("room", 2);
            ShmLong inside = region.longValue("inside");
            ShmLong most = region.longValue("most");
            JvmProcessGroup.start(5, number -> visit(semaphore, number, inside, most))
                    .join();
            System.out.println("most at once: " + most.get());
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void visit(ShmSemaphore semaphore, int number, ShmLong inside, ShmLong most)
            throws InterruptedException {
        semaphore.acquire();
        try {
            long now = inside.incrementAndGet();
            most.update(before -> Math.max(before, now));
            System.out.println(number + " is inside");
            Thread.sleep(200);
            inside.decrementAndGet();
        } finally {
            semaphore.release();
        }
    }
}
