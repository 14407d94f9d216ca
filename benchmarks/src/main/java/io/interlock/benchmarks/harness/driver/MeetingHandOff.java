package io.interlock.benchmarks.harness.driver;

import java.util.concurrent.BrokenBarrierException;

/** Something that all workers meet at. */
public record MeetingHandOff(Meeting meeting) implements HandOffDriver {

    /** Waits until everybody is there. */
    @FunctionalInterface
    public interface Meeting {
        void await() throws InterruptedException, BrokenBarrierException;
    }

    @Override
    public void lead(int group) throws InterruptedException {
        await();
    }

    @Override
    public void follow(int group, Runnable received) throws InterruptedException {
        await();
        received.run();
    }

    private void await() throws InterruptedException {
        try {
            meeting.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
