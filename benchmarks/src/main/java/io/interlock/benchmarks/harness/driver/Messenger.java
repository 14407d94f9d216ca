package io.interlock.benchmarks.harness.driver;

/**
 * What carries messages, as one process sees it: lanes with numbers, each with one consumer. Of a pair that hands over, the
 * even lane leads to the follower, and the odd one behind it back.
 */
public interface Messenger {

    /** Room of a lane, where it is counted in bytes, of messages with what each peer adds to them. */
    int LANE_BYTES = 128 * 1024;

    /** Room of a lane where it is counted in messages. */
    int LANE_MESSAGES = 1024;

    /** So many messages, if they are there, are taken by one call where one takes several. */
    int MAX_AT_ONCE = 64;

    Producer producer(int lane);

    Consumer consumer(int lane);

    /** One thread's way to put messages on a lane. */
    interface Producer {

        /** Waits for room. */
        void put(long first, long second) throws InterruptedException;
    }

    /** One thread's way to take messages from a lane. */
    interface Consumer {

        /** Waits for a message, and hands over this one, and such as are there already if it takes several at once. */
        void take(CheckedPayload.Reader reader) throws InterruptedException;
    }
}
