package io.interlock.benchmarks.contender;

/** What a contender does when it is told to run. */
interface Runs {

    /** What a window needs before anybody operates. */
    void prepare();

    /** Runs until the command of this sequence number is replaced. */
    void run(long sequence) throws InterruptedException;

    /** Shows what all have counted up, where that is not in the control block anyway; only while everybody idles. */
    void publish();
}
