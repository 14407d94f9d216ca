package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmLock;
import io.interlock.value.ShmLong;
import java.time.Duration;

/**
 * A cook rings when a dish is ready; a waiter waits for it without holding the lock meanwhile.
 *
 * <pre>{@code
 * def wait_for_dish(condition, dishes):
 *     with condition:
 *         condition.wait_for(lambda: dishes.value > 0)
 *         dishes.value -= 1
 *     print("served")
 *
 * condition, dishes = Condition(), RawValue("q")
 * waiter = Process(target=wait_for_dish, args=(condition, dishes))
 * waiter.start()
 * with condition:
 *     dishes.value += 1
 *     condition.notify()
 * }</pre>
 */
public class ConditionExample {

    private static final String REGION = "example-condition";

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmLock lock = region.lock("kitchen");
            ShmLong dishes = region.longValue("dishes");
            JvmProcess waiter = JvmProcess.start(() -> waitForDish(lock, dishes));
            lock.lock();
            try {
                dishes.setPlain(dishes.getPlain() + 1);
                lock.condition("ready").signal();
                System.out.println("cooked");
            } finally {
                lock.unlock();
            }
            waiter.join();
            System.out.println("dishes left: " + dishes.get());
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void waitForDish(ShmLock lock, ShmLong dishes) throws InterruptedException {
        lock.lock();
        try {
            boolean ready = lock.condition("ready").awaitUntil(() -> dishes.getPlain() > 0, Duration.ofMinutes(1));
            System.out.println(ready ? "served" : "nothing came");
            dishes.setPlain(dishes.getPlain() - 1);
        } finally {
            lock.unlock();
        }
    }
}
