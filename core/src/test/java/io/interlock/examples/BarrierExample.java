package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcessGroup;
import io.interlock.sync.ShmBarrier;
import java.util.concurrent.BrokenBarrierException;

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
 * children = [Process(target=meet, args=(barrier, n)) for n in range(3)]
 * }</pre>
 */
public class BarrierExample {

    private static final String REGION = "example-barrier";

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmBarrier barrier = region.barrier("door", 3);
            JvmProcessGroup.start(3, number -> meet(barrier, number)).join();
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void meet(ShmBarrier barrier, int number) throws InterruptedException, BrokenBarrierException {
        System.out.println(number + " arrives");
        // An action belongs to the process that brings it.
        barrier.withAction(() -> System.out.println("the door opens")).await();
        System.out.println(number + " goes on");
    }
}
