package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcessGroup;
import io.interlock.sync.ShmLock;

/**
 * Three processes print two lines each; a lock keeps the two together.
 *
 * <pre>{@code
 * def speak(lock, number):
 *     with lock:
 *         print(f"{number}: knock, knock")
 *         print(f"{number}: come in")
 *
 * lock = Lock()
 * children = [Process(target=speak, args=(lock, n)) for n in range(3)]
 * for child in children: child.start()
 * for child in children: child.join()
 * }</pre>
 */
public class LockExample {

    private static final String REGION = "example-lock";

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmLock lock = region.lock("door");
            JvmProcessGroup.start(3, number -> speak(lock, number)).join();
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void speak(ShmLock lock, int number) {
        lock.lock();
        try {
            System.out.println(number + ": knock, knock");
            System.out.println(number + ": come in");
        } finally {
            lock.unlock();
        }
    }
}
