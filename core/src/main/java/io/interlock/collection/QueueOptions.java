package io.interlock.collection;

import java.io.Serializable;

/**
 * What a queue is like; all who attach to it say the same. Made from {@link #ofBytes}, and then from one another.
 *
 * @param capacityBytes room for elements: each takes the bytes that its codec makes of it, rounded up to a multiple of 8, and
 *     8 more; one element of {@code capacityBytes} fits
 * @param mostElements how many elements it holds at most, even if more would fit
 * @param singleProducer only one thread adds, of whatever process, as long as it lives
 * @param singleConsumer only one thread takes, of whatever process, as long as it lives
 */
public record QueueOptions(int capacityBytes, int mostElements, boolean singleProducer, boolean singleConsumer)
        implements Serializable {

    public QueueOptions {
        // Refuses what does not fit.
        RingLayout.units(capacityBytes);
        if (mostElements < 1) {
            throw new IllegalArgumentException("most=" + mostElements + ": a queue has room for 1 element or more");
        }
    }

    /** A queue for any number of producers, consumers and elements, with room for so many bytes of them. */
    public static QueueOptions ofBytes(int capacityBytes) {
        return new QueueOptions(capacityBytes, Integer.MAX_VALUE, false, false);
    }

    /** The same, but full at so many elements. */
    public QueueOptions atMost(int elements) {
        return new QueueOptions(capacityBytes, elements, singleProducer, singleConsumer);
    }

    /** The same, for one producer alone; another one gets {@link IllegalStateException}. */
    public QueueOptions withSingleProducer() {
        return new QueueOptions(capacityBytes, mostElements, true, singleConsumer);
    }

    /** The same, for one consumer alone; another one gets {@link IllegalStateException}. */
    public QueueOptions withSingleConsumer() {
        return new QueueOptions(capacityBytes, mostElements, singleProducer, true);
    }

    /** As it stands in the region. */
    String describe() {
        return "capacity=" + capacityBytes + " most=" + mostElements + " producers=" + (singleProducer ? "one" : "many")
                + " consumers=" + (singleConsumer ? "one" : "many");
    }
}
