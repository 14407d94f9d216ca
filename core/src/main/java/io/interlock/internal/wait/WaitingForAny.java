package io.interlock.internal.wait;

import io.interlock.internal.format.Owner;
import io.interlock.internal.os.VirtualThreads;
import io.interlock.internal.os.Waiting;
import io.interlock.internal.thread.ThreadTable;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * One thread that waits in several {@link WaitingLoop}s at once, until one of its attempts is done. It announces itself on each
 * WAITERS word, looks at all, and sleeps on all of them and on the lives of all owners in the way; where the platform cannot do
 * that, it looks every millisecond or so. Spinning is short: where several are awaited, messages are rare.
 */
public final class WaitingForAny {

    private static final int SPINS = 100;

    private WaitingForAny() {}

    /** One of the waits. Its attempt must be alone on its WAITERS word. */
    public record Wait(WaitingLoop loop, WaitingLoop.Attempt attempt) {}

    private record Blocker(ThreadTable threads, long owner) {}

    /**
     * Waits until an attempt is done or time is up.
     *
     * @param timeoutNs nanoseconds from now; {@code Long.MAX_VALUE}: for ever
     * @return false when time was up first
     * @throws InterruptedException if the thread is interrupted, seen within one slice
     */
    public static boolean await(List<Wait> waits, long timeoutNs) throws InterruptedException {
        boolean forEver = timeoutNs == Long.MAX_VALUE;
        long deadlineNs = forEver ? 0 : System.nanoTime() + timeoutNs;
        for (int i = 0; i < SPINS; i++) {
            if (isAnyDone(waits)) {
                return true;
            }
            Thread.onSpinWait();
        }
        LongSleep longSleep = new LongSleep(waits);
        try {
            for (int round = 0; ; round++) {
                List<ThreadTable.Watched> watched = announceAndFence(waits);
                waits.forEach(wait -> wait.loop.requireOpen(wait.attempt));
                if (longSleep.isAnyOver(watched)) {
                    return true;
                }
                long leftNs = forEver ? Long.MAX_VALUE : deadlineNs - System.nanoTime();
                if (leftNs <= 0) {
                    return false;
                }
                sleep(waits, watched, longSleep.sliceNs(round), leftNs);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            longSleep.end();
            for (Wait wait : waits) {
                wait.loop.passOn(wait.attempt);
            }
        }
    }

    private static boolean isAnyDone(List<Wait> waits) {
        for (Wait wait : waits) {
            if (wait.attempt.attempt() == WaitingLoop.DONE) {
                return true;
            }
        }
        return false;
    }

    /** [SLEEP] the sleeper's side: announce, then fence, then look again; the fence of each region's own protocol. */
    private static List<ThreadTable.Watched> announceAndFence(List<Wait> waits) {
        List<ThreadTable.Watched> watched = new ArrayList<>();
        List<Waiting> fenced = new ArrayList<>();
        for (Wait wait : waits) {
            watched.add(wait.loop.announced(wait.attempt));
        }
        VarHandle.fullFence();
        for (Wait wait : waits) {
            if (!fenced.contains(wait.loop.waiting())) {
                wait.loop.waiting().fenceBeforeSleep();
                fenced.add(wait.loop.waiting());
            }
        }
        return watched;
    }

    private static void sleep(List<Wait> waits, List<ThreadTable.Watched> watched, long sliceNs, long leftNs) {
        long sleepNs = Math.min(sliceNs, leftNs);
        if (VirtualThreads.isVirtual(Thread.currentThread())) {
            VirtualParking.sleep(waits, sleepNs);
            return;
        }
        waits.get(0)
                .loop
                .waiting()
                .sleepOnAll(
                        watched.stream().mapToLong(ThreadTable.Watched::address).toArray(),
                        watched.stream().mapToInt(ThreadTable.Watched::expected).toArray(),
                        sleepNs);
    }

    /** One thread's sleep, as in {@link WaitingLoop}; its words are its own, so there is no wake-up to pass on. */
    private static final class LongSleep implements LongSleeps.Sleeper {

        private final List<Wait> waits;
        private final Thread thread = Thread.currentThread();
        private final boolean virtual = VirtualThreads.isVirtual(thread);
        private long sleptNs;
        private boolean isLong;

        /** In whose way others were at the last look, for the ticker: the kernel may not have marked a death. */
        private volatile List<Blocker> blockers = List.of();

        LongSleep(List<Wait> waits) {
            this.waits = waits;
        }

        /** Looks at all, and adds the lives to watch; true if one is done, or has ended with a death. */
        boolean isAnyOver(List<ThreadTable.Watched> watched) {
            List<Blocker> found = new ArrayList<>();
            for (Wait wait : waits) {
                long blocker = wait.attempt.attempt();
                if (blocker == WaitingLoop.DONE) {
                    return true;
                }
                if (blocker == Owner.NOBODY) {
                    continue;
                }
                ThreadTable threads = wait.loop.threads();
                if (threads.isDead(blocker)) {
                    threads.wakeWatchers(blocker);
                    if (wait.attempt.onDeath(blocker)) {
                        return true;
                    }
                    continue;
                }
                ThreadTable.Watched life = threads.watch(blocker);
                if (life != null) {
                    watched.add(life);
                }
                found.add(new Blocker(threads, blocker));
            }
            blockers = found;
            return false;
        }

        long sliceNs(int round) {
            if (virtual) {
                return VirtualParking.sliceNs(round, true);
            }
            long shortNs = Long.MAX_VALUE;
            long longAfterNs = 0;
            for (Wait wait : waits) {
                shortNs = Math.min(shortNs, wait.loop.waiting().sliceNs(round, true));
                longAfterNs = Math.max(longAfterNs, wait.loop.waiting().longSleepAfterNs());
            }
            sleptNs += shortNs;
            if (sleptNs <= longAfterNs || !waits.get(0).loop.waiting().canSleepOn(2 * waits.size())) {
                return shortNs;
            }
            isLong = isLong || LongSleeps.add(this);
            return isLong ? LongSleeps.MAX_SLEEP_NS : shortNs;
        }

        void end() {
            if (isLong) {
                LongSleeps.remove(this);
            }
        }

        @Override
        public boolean shouldLook() {
            return thread.isInterrupted()
                    || waits.stream().anyMatch(wait -> wait.loop.mustLook(wait.attempt))
                    || blockers.stream().anyMatch(blocker -> blocker.threads.isDead(blocker.owner));
        }

        @Override
        public void wake() {
            waits.forEach(wait -> wait.loop.wakeAll());
        }
    }
}
