package io.interlock.benchmarks.contender;

/** What a contender does in a window. For one thread. */
public interface CommandLoop {

    /** What a window needs before anybody operates. */
    void prepare();

    /** Runs until the command of this sequence number is replaced. */
    void run(long sequence) throws InterruptedException;
}
