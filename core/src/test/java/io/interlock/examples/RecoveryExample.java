package io.interlock.examples;

import io.interlock.OwnerDiedException;
import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmEvent;
import io.interlock.sync.ShmLock;
import io.interlock.value.ShmLong;

/**
 * A process is killed in the middle of a transfer, with the lock; another is told, repairs, and goes on.
 *
 * <pre>{@code
 * child.kill()
 * lock.acquire()     # waits for ever
 * }</pre>
 */
public class RecoveryExample {

    private static final String REGION = "example-recovery";

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmLock lock = region.lock("account");
            ShmLong savings = region.longValue("savings");
            ShmLong cash = region.longValue("cash");
            ShmEvent halfDone = region.event("half done");
            savings.set(100);
            JvmProcess child = JvmProcess.start(() -> transferHalf(lock, savings, halfDone));
            halfDone.await();
            child.kill();

            try {
                lock.lock();
            } catch (OwnerDiedException e) {
                lock.recover(() -> {
                    System.out.println("left behind: " + (savings.getPlain() + cash.getPlain()) + " of 100");
                    cash.setPlain(100 - savings.getPlain());
                });
                lock.lock();
            }
            try {
                System.out.println("repaired: " + (savings.getPlain() + cash.getPlain()) + " of 100");
            } finally {
                lock.unlock();
            }
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void transferHalf(ShmLock lock, ShmLong savings, ShmEvent halfDone) throws InterruptedException {
        lock.lock();
        savings.setPlain(70);
        halfDone.set();
        Thread.sleep(Long.MAX_VALUE); // killed here, before the cash has the other 30
    }
}
