package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.sync.OnHolderDeath;
import io.interlock.sync.ShmBoundedSemaphore;
import io.interlock.sync.ShmEvent;

/**
 * Two seats: one cannot be given back more often than it was taken, and that of a killed process returns.
 *
 * <pre>{@code
 * seats = BoundedSemaphore(2)
 * with seats:
 *     print("seated")
 * try:
 *     seats.release()              # nobody has a seat
 * except ValueError:
 *     print("refused")
 * }</pre>
 *
 * <p>In Python, what a killed process had acquired stays acquired.
 */
public class BoundedSemaphoreExample {

    private static final String REGION = "example-bounded-semaphore";

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmBoundedSemaphore seats = region.boundedSemaphore("seats", 2, OnHolderDeath.RETURN);
            ShmEvent seated = region.event("seated");
            JvmProcess child = JvmProcess.start(() -> sitForEver(seats, seated));
            seated.await();
            System.out.println("the child sits, free seats: " + seats.availablePermits());
            child.kill();
            seats.acquire(2); // waits until the kernel has told of the death
            System.out.println("it was killed, and both seats are ours");
            seats.release(2);
            try {
                seats.release();
            } catch (IllegalStateException e) {
                System.out.println("refused: " + e.getMessage());
            }
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void sitForEver(ShmBoundedSemaphore seats, ShmEvent seated) throws InterruptedException {
        seats.acquire();
        seated.set();
        Thread.sleep(Long.MAX_VALUE);
    }
}
