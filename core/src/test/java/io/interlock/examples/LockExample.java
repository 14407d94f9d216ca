package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmLock;
import java.util.List;
import java.util.stream.IntStream;

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
 * children = [Process(target=speak, args=(lock, n)) for n in (1, 2, 3)]
 * for child in children: child.start()
 * for child in children: child.join()
 * }</pre>
 */
public class LockExample {

    private static final String REGION = "example-lock";

    public static void main(String[] args) throws InterruptedException {
        try {
            List<JvmProcess> children = IntStream.rangeClosed(1, 3)
                    .mapToObj(number -> JvmProcess.start(() -> speak(number)))
                    .toList();
            for (JvmProcess child : children) {
                child.join();
            }
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void speak(int number) {
        try (Region region = Region.open(REGION)) {
            ShmLock lock = region.lock("door");
            lock.lock();
            try {
                System.out.println(number + ": knock, knock");
                System.out.println(number + ": come in");
            } finally {
                lock.unlock();
            }
        }
    }
}
