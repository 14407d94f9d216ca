package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcessGroup;
import io.interlock.value.ShmLong;

/**
 * Two processes increase a number a hundred times each.
 *
 * <pre>{@code
 * def count(counter):
 *     for _ in range(100):
 *         with counter.get_lock():
 *             counter.value += 1
 *
 * counter = Value("q", 0)
 * children = [Process(target=count, args=(counter,)) for _ in range(2)]
 * }</pre>
 */
public class ValueExample {

    private static final String REGION = "example-value";

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmLong counter = region.longValue("counter");
            JvmProcessGroup.start(2, number -> count(counter)).join();
            System.out.println("counter: " + counter.get());
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void count(ShmLong counter) {
        for (int i = 0; i < 100; i++) {
            counter.lock().lock(); // counter.incrementAndGet() needs none
            try {
                counter.setPlain(counter.getPlain() + 1);
            } finally {
                counter.lock().unlock();
            }
        }
    }
}
