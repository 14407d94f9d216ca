package io.interlock.examples;

import io.interlock.Region;
import io.interlock.sync.ShmLock;
import io.interlock.value.ShmLong;

public class GuardedCounter {
    public static void main(String[] args) {
        try (Region region = Region.open("orders")) { // a file in /dev/shm; any process may open it
            ShmLock lock = region.lock("lock"); // created by the first process, attached by the others
            ShmLong count = region.longValue("count");
            for (int i = 0; i < 1_000; i++) {
                lock.lock();
                try {
                    count.setPlain(count.getPlain() + 1);
                } finally {
                    lock.unlock();
                }
            }
            System.out.println("orders so far: " + count.get());
        }
    }
}
