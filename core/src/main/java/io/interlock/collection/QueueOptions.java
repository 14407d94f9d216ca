package io.interlock.collection;

import io.interlock.internal.format.RingLayout;
import io.interlock.internal.format.RingPosition;
import io.interlock.internal.ring.RingRecord;
import java.io.Serializable;

/**
 * The capacity of a queue and the number of its producers and consumers. All processes must use equal options.
 * Instances are immutable.
 *
 * <pre>{@code
 * QueueOptions options = QueueOptions.ofElements(1_000, 64) // 1,000 elements of up to 64 bytes
 *         .withSingleConsumer();
 * ShmQueue<String> queue = region.queue("jobs", Codecs.string(), options);
 * queue.offer("first");
 * }</pre>
 *
 * @param capacityBytes the space for elements. Each takes its encoded bytes, rounded up to a multiple of 8, and 8 more;
 *     one element of {@code capacityBytes} fits
 * @param mostElements the maximum number of elements, even if more would fit
 * @param singleProducer if true, one thread of all processes adds elements as long as it lives
 * @param singleConsumer if true, one thread of all processes takes elements as long as it lives
 */
public record QueueOptions(int capacityBytes, int mostElements, boolean singleProducer, boolean singleConsumer)
        implements Serializable {

    /**
     * Checks the options.
     *
     * @param capacityBytes the space for elements
     * @param mostElements the maximum number of elements
     * @param singleProducer whether one thread of all processes adds elements
     * @param singleConsumer whether one thread of all processes takes elements
     * @throws IllegalArgumentException if the capacity is out of range or {@code mostElements} is less than 1
     */
    public QueueOptions {
        // Refuses what does not fit.
        RingLayout.slots(capacityBytes);
        if (mostElements < 1) {
            throw new IllegalArgumentException(
                    "mostElements=" + mostElements + ": a queue must have room for at least 1 element");
        }
    }

    /**
     * Returns options for a queue of a given number of elements, with any number of producers and consumers.
     *
     * @param elements the maximum number of elements, at least 1
     * @param maxBytesEach the space reserved for each element, in bytes as the codec writes it: 4 for {@code
     *     Codecs.int32()}, about one for each character of an ASCII string. A larger element also fits if the queue has
     *     room for it at the time
     * @return the options
     * @throws IllegalArgumentException if a number is less than 1, or the queue would be larger than 512 MiB
     */
    public static QueueOptions ofElements(int elements, int maxBytesEach) {
        if (elements < 1 || maxBytesEach < 1) {
            throw new IllegalArgumentException(
                    "elements=" + elements + " maxBytesEach=" + maxBytesEach + ": both must be at least 1");
        }
        long slotsEach = RingRecord.slots(maxBytesEach);
        // The word before the first element is not counted in a queue's capacity.
        long capacityBytes = elements * slotsEach * RingPosition.SLOT_BYTES - RingPosition.SLOT_BYTES;
        if (capacityBytes > Integer.MAX_VALUE || !RingLayout.isPossible((int) capacityBytes)) {
            throw new IllegalArgumentException("elements=" + elements + " maxBytesEach=" + maxBytesEach
                    + ": a queue of " + capacityBytes + " bytes is too large; ask for fewer or smaller elements");
        }
        return ofBytes((int) capacityBytes).atMost(elements);
    }

    /**
     * Returns options for a queue of a given size in bytes, with any number of producers, consumers and elements.
     *
     * @param capacityBytes the space for elements in bytes, see {@link QueueOptions}
     * @return the options
     * @throws IllegalArgumentException if the capacity is out of range
     */
    public static QueueOptions ofBytes(int capacityBytes) {
        return new QueueOptions(capacityBytes, Integer.MAX_VALUE, false, false);
    }

    /**
     * Limits the number of elements.
     *
     * @param elements the maximum number of elements, at least 1
     * @return new options with the limit
     * @throws IllegalArgumentException if the number is less than 1
     */
    public QueueOptions atMost(int elements) {
        return new QueueOptions(capacityBytes, elements, singleProducer, singleConsumer);
    }

    /**
     * Restricts the queue to one producer, which then needs no turn-taking. Other producers get {@link
     * IllegalStateException}.
     *
     * @return new options with the restriction
     */
    public QueueOptions withSingleProducer() {
        return new QueueOptions(capacityBytes, mostElements, true, singleConsumer);
    }

    /**
     * Restricts the queue to one consumer, which then needs no turn-taking. Other consumers get {@link
     * IllegalStateException}.
     *
     * @return new options with the restriction
     */
    public QueueOptions withSingleConsumer() {
        return new QueueOptions(capacityBytes, mostElements, singleProducer, true);
    }
}
