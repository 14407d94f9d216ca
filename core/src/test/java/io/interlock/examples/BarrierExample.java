package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmBarrier;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.stream.IntStream;

/**
 * Three processes meet; the last to arrive opens the door, and all go on.
 *
 * <pre>{@code
 * def meet(barrier, number):
 *     print(f"{number} arrives")
 *     barrier.wait()
 *     print(f"{number} goes on")
 *
 * barrier = Barrier(3, action=open_door)
 * children = [Process(target=meet, args=(barrier, n)) for n in (1, 2, 3)]
 * }</pre>
 */
public class BarrierExample {

    private static final String REGION = "example-barrier";

    public static void main(String[] args) throws InterruptedException {
        try {
            List<JvmProcess> children = IntStream.rangeClosed(1, 3)
                    .mapToObj(number -> JvmProcess.start(() -> meet(number)))
                    .toList();
            for (JvmProcess child : children) {
                child.join();
            }
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void meet(int number) throws InterruptedException, BrokenBarrierException {
        try (Region region = Region.open(REGION)) {
            ShmBarrier barrier = region.barrier("door", 3, () -> System.out.println("the door opens"));
            System.out.println(number + " arrives");
            barrier.await();
            System.out.println(number + " goes on");
        }
    }
}
