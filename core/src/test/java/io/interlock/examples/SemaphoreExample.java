package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmSemaphore;
import io.interlock.value.ShmLong;
import java.util.List;
import java.util.stream.IntStream;

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
 * children = [Process(target=visit, args=(semaphore, n)) for n in range(1, 6)]
 * }</pre>
 */
public class SemaphoreExample {

    private static final String REGION = "example-semaphore";

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            List<JvmProcess> children = IntStream.rangeClosed(1, 5)
                    .mapToObj(number -> JvmProcess.start(() -> visit(number)))
                    .toList();
            for (JvmProcess child : children) {
                child.join();
            }
            System.out.println("most at once: " + region.longValue("most").get());
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void visit(int number) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmSemaphore semaphore = region.semaphore("room", 2);
            ShmLong inside = region.longValue("inside");
            semaphore.acquire();
            try {
                long now = inside.incrementAndGet();
                region.longValue("most").update(most -> Math.max(most, now));
                System.out.println(number + " is inside");
                Thread.sleep(200);
                inside.decrementAndGet();
            } finally {
                semaphore.release();
            }
        }
    }
}
