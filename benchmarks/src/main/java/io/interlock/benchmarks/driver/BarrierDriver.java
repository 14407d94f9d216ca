package io.interlock.benchmarks.driver;

/** Something that all contenders meet at. */
interface BarrierDriver extends HandOffDriver {

    void await() throws InterruptedException;

    @Override
    default void lead(int group) throws InterruptedException {
        await();
    }

    @Override
    default void follow(int group, Runnable received) throws InterruptedException {
        await();
        received.run();
    }
}
