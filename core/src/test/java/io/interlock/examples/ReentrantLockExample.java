package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmReentrantLock;
import io.interlock.value.ShmLong;

/**
 * A method that holds the lock calls another that takes it, too.
 *
 * <pre>{@code
 * def deposit(lock, balance, amount):
 *     with lock:
 *         balance.value += amount
 *
 * def deposit_twice(lock, balance):
 *     with lock:                        # an RLock: taken again inside
 *         deposit(lock, balance, 10)
 *         deposit(lock, balance, 10)
 * }</pre>
 */
public class ReentrantLockExample {

    private static final String REGION = "example-reentrant-lock";

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            JvmProcess one = JvmProcess.start(ReentrantLockExample::depositTwice);
            JvmProcess other = JvmProcess.start(ReentrantLockExample::depositTwice);
            one.join();
            other.join();
            System.out.println("balance: " + region.longValue("balance").get());
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void depositTwice() {
        try (Region region = Region.open(REGION)) {
            ShmReentrantLock lock = region.reentrantLock("account");
            lock.lock();
            try {
                deposit(region, lock, 10);
                deposit(region, lock, 10);
            } finally {
                lock.unlock();
            }
        }
    }

    private static void deposit(Region region, ShmReentrantLock lock, long amount) {
        lock.lock();
        try {
            System.out.println("deposit, holding the lock " + lock.getHoldCount() + " times");
            ShmLong balance = region.longValue("balance");
            balance.setPlain(balance.getPlain() + amount);
        } finally {
            lock.unlock();
        }
    }
}
