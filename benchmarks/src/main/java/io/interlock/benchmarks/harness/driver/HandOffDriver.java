package io.interlock.benchmarks.harness.driver;

/**
 * Something that makes one wait for another: by it the two workers of a group take turns, or all of a group meet.
 * Each group has its own.
 */
public non-sealed interface HandOffDriver extends Driver {

    /** Hands over to the group's follower and waits until it has handed back. */
    void lead(int group) throws InterruptedException;

    /** Waits for the leader, runs {@code received}, and hands back. */
    void follow(int group, Runnable received) throws InterruptedException;
}
