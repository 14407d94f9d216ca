package io.interlock.benchmarks.message;

/** One thread's way to take messages from a lane. */
public interface MessageConsumer {

    /** Waits for a message, and hands over this one, and such as are there already if it takes several at once. */
    void take(Payload.Reader reader) throws InterruptedException;
}
