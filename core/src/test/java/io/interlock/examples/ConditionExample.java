package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmCondition;
import io.interlock.sync.ShmLock;
import io.interlock.value.ShmLong;

/**
 * A cook rings when a dish is ready; a waiter waits for it without holding the lock meanwhile.
 *
 * <pre>{@code
 * def serve(condition, dishes):
 *     with condition:
 *         condition.wait_for(lambda: dishes.value > 0)
 *         dishes.value -= 1
 *         print("served")
 *
 * condition, dishes = Condition(), RawValue("q")
 * waiter = Process(target=serve, args=(condition, dishes))
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
            ShmCondition ready = lock.condition("ready");
            JvmProcess waiter = JvmProcess.start(() -> serve(lock, ready, dishes));
            lock.lock();
            try {
                dishes.setPlain(dishes.getPlain() + 1);
                ready.signal();
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

    private static void serve(ShmLock lock, ShmCondition ready, ShmLong dishes) throws InterruptedException {
        lock.lock();
        try {
            while (dishes.getPlain() == 0) { // or at once: ready.awaitUntil(() -> dishes.getPlain() > 0, timeout)
                ready.await();
            }
            dishes.setPlain(dishes.getPlain() - 1);
            System.out.println("served");
        } finally {
            lock.unlock();
        }
    }
}
