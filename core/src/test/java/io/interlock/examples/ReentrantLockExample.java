package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcessGroup;
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
            ShmReentrantLock lock = region.reentrantLock("account");
            ShmLong balance = region.longValue("balance");
            JvmProcessGroup.start(2, number -> depositTwice(lock, balance)).join();
            System.out.println("balance: " + balance.get());
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void depositTwice(ShmReentrantLock lock, ShmLong balance) {
        lock.lock();
        try {
            deposit(lock, balance, 10);
            deposit(lock, balance, 10);
        } finally {
            lock.unlock();
        }
    }

    private static void deposit(ShmReentrantLock lock, ShmLong balance, long amount) {
        lock.lock();
        try {
            System.out.println("deposit, holding the lock " + lock.getHoldCount() + " times");
            balance.setPlain(balance.getPlain() + amount);
        } finally {
            lock.unlock();
        }
    }
}
