package io.interlock.collection;

import io.interlock.internal.format.RingLayout;
import io.interlock.internal.format.RingPosition;
import io.interlock.internal.ring.RingRecord;
import java.io.Serializable;

/**
 * What a queue is like; all who attach to it say the same. Made from {@link #ofElements} or {@link #ofBytes}, and then from
 * one another.
 *
 * @param capacityBytes room for elements: each takes the bytes that its codec makes of it, rounded up to a multiple of 8, and
 *     8 more; one element of {@code capacityBytes} fits
 * @param maxElements how many elements it holds at most, even if more would fit
 * @param singleProducer only one thread adds, of whatever process, as long as it lives
 * @param singleConsumer only one thread takes, of whatever process, as long as it lives
 */
public record QueueOptions(int capacityBytes, int maxElements, boolean singleProducer, boolean singleConsumer)
        implements Serializable {

    public QueueOptions {
        // Refuses what does not fit.
        RingLayout.units(capacityBytes);
        if (maxElements < 1) {
            throw new IllegalArgumentException(
                    "maxElements=" + maxElements + ": a queue must have room for at least 1 element");
        }
    }

    /**
     * A queue that is full at so many elements, for any number of producers and consumers.
     *
     * @param elements how many elements it holds, from 1 on
     * @param maxBytesEach the room for each, in bytes as the codec writes it: {@code Codecs.int32()} takes 4, a string of
     *     ASCII characters about as many as it has characters. Larger elements fit too, if the queue has room for them at
     *     the time
     * @throws IllegalArgumentException if a number is less than 1, or the queue would be larger than 512 MiB
     */
    public static QueueOptions ofElements(int elements, int maxBytesEach) {
        if (elements < 1 || maxBytesEach < 1) {
            throw new IllegalArgumentException(
                    "elements=" + elements + " maxBytesEach=" + maxBytesEach + ": both must be at least 1");
        }
        long unitsEach = RingRecord.units(maxBytesEach);
        // The word before the first element is not counted in a queue's capacity.
        long capacityBytes = elements * unitsEach * RingPosition.UNIT - RingPosition.UNIT;
        if (capacityBytes > Integer.MAX_VALUE || !RingLayout.isPossible((int) capacityBytes)) {
            throw new IllegalArgumentException("elements=" + elements + " maxBytesEach=" + maxBytesEach
                    + ": a queue of " + capacityBytes + " bytes is too large; ask for fewer or smaller elements");
        }
        return ofBytes((int) capacityBytes).atMost(elements);
    }

    /**
     * A queue for any number of producers, consumers and elements, with room for so many bytes of them: see
     * {@code capacityBytes}. To say how many elements it holds, use {@link #ofElements}.
     */
    public static QueueOptions ofBytes(int capacityBytes) {
        return new QueueOptions(capacityBytes, Integer.MAX_VALUE, false, false);
    }

    /** The same, but full at so many elements. */
    public QueueOptions atMost(int elements) {
        return new QueueOptions(capacityBytes, elements, singleProducer, singleConsumer);
    }

    /** The same, for one producer alone; another one gets {@link IllegalStateException}. */
    public QueueOptions withSingleProducer() {
        return new QueueOptions(capacityBytes, maxElements, true, singleConsumer);
    }

    /** The same, for one consumer alone; another one gets {@link IllegalStateException}. */
    public QueueOptions withSingleConsumer() {
        return new QueueOptions(capacityBytes, maxElements, singleProducer, true);
    }
}
