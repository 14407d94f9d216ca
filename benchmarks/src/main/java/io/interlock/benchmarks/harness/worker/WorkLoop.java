package io.interlock.benchmarks.harness.worker;

/** What a worker does when it is told to run. */
interface WorkLoop {

    /** What a window needs before anybody operates. */
    void prepare();

    /** WorkLoop until the command of this sequence number is replaced. */
    void run(long sequence) throws InterruptedException;

    /** Shows what all have counted up, where that is not in the control block anyway; only while everybody idles. */
    void publish();
}
