package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.process.JvmProcessGroup;
import io.interlock.sync.ShmEvent;

/**
 * One process waits for an event that another sets after two seconds, or as many milliseconds as the argument says.
 *
 * <pre>{@code
 * def wait_for(event):
 *     print("waiting")
 *     event.wait()
 *     print("the event is set")
 *
 * def set_later(event):
 *     time.sleep(2)
 *     event.set()
 *
 * event = Event()
 * children = [Process(target=wait_for, args=(event,)), Process(target=set_later, args=(event,))]
 * }</pre>
 */
public class EventExample {

    private static final String REGION = "example-event";

    public static void main(String[] args) throws InterruptedException {
        long delayMs = args.length > 0 ? Long.parseLong(args[0]) : 2_000;
        try (Region region = Region.open(REGION)) {
            ShmEvent event = region.event("ready");
            JvmProcess waiter = JvmProcess.start(() -> waitFor(event));
            JvmProcess setter = JvmProcess.start(() -> setLater(event, delayMs));
            JvmProcessGroup.of(waiter, setter).join();
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void waitFor(ShmEvent event) throws InterruptedException {
        System.out.println("waiting");
        event.await();
        System.out.println("the event is set");
    }

    private static void setLater(ShmEvent event, long delayMs) throws InterruptedException {
        Thread.sleep(delayMs);
        event.set();
    }
}
