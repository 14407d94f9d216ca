package io.interlock.examples;

import io.interlock.Region;
import io.interlock.collection.Codecs;
import io.interlock.collection.QueueClosedException;
import io.interlock.collection.ShmQueue;
import io.interlock.process.JvmProcessGroup;
import io.interlock.value.ShmLong;

/**
 * Two producers and two consumers; closing the queue, rather than an element that means the end, lets the consumers go.
 *
 * <pre>{@code
 * queue = Queue(maxsize=100)
 * producers = [Process(target=produce, args=(queue, i)) for i in range(2)]
 * consumers = [Process(target=consume, args=(queue, total)) for _ in range(2)]
 * for process in producers + consumers: process.start()
 * for producer in producers: producer.join()
 * for _ in consumers: queue.put(None)
 * for consumer in consumers: consumer.join()
 * print('sum:', total.value)
 * }</pre>
 */
public class QueueExample {

    private static final String REGION = "example-queue";
    private static final int CAPACITY_BYTES = 1_000;
    private static final int ELEMENTS = 100;

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmQueue<Integer> queue = region.queue("numbers", Codecs.int32(), CAPACITY_BYTES);
            ShmLong sum = region.longValue("sum");
            try (JvmProcessGroup producers = JvmProcessGroup.start(2, i -> produce(queue, i));
                    JvmProcessGroup consumers = JvmProcessGroup.start(2, i -> consume(queue, sum))) {
                producers.join();
                queue.close();
                consumers.join();
            }
            System.out.println("sum: " + sum.get());
        } finally {
            Region.unlink(REGION);
        }
    }

    /** The even numbers, or the odd ones. */
    private static void produce(ShmQueue<Integer> queue, int first) throws InterruptedException {
        for (int number = first; number < ELEMENTS; number += 2) {
            queue.put(number);
        }
    }

    private static void consume(ShmQueue<Integer> queue, ShmLong sum) throws InterruptedException {
        try {
            while (true) {
                sum.getAndAdd(queue.take());
            }
        } catch (QueueClosedException e) {
            System.out.println("no more");
        }
    }
}
