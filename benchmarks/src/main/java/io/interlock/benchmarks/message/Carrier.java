package io.interlock.benchmarks.message;

/**
 * What carries messages, as one process sees it: lanes with numbers, each with one consumer. Of a pair that hands over, the
 * even lane leads to the follower, and the odd one behind it back.
 */
public interface Carrier extends AutoCloseable {

    /** Room of a lane, where it is counted in bytes, of messages with what each implementation adds to them. */
    int LANE_BYTES = 128 * 1024;

    /** Room of a lane where it is counted in messages. */
    int LANE_MESSAGES = 1024;

    MessageProducer producer(int lane);

    MessageConsumer consumer(int lane);

    @Override
    default void close() {}
}
