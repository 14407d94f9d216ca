package io.interlock.internal.thread;

import io.interlock.internal.format.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The custodians of one region: as many as it takes, since a custodian is a thread, and the kernel reports the death of a thread to no
 * more than 2,048 mutexes; see {@link SlotsOfThread}. Most processes need none, or one.
 */
final class SlotCustodians {

    private final Consumer<Predicate<Owner>> releaseEnded;
    private final List<OneCustodian> all = new ArrayList<>();
    private boolean stopped;

    /** A custodian, and the owners for which it holds a slot. */
    private static final class OneCustodian {
        private final SlotCustodian custodian;
        private final Set<Owner> owners = ConcurrentHashMap.newKeySet();

        OneCustodian(Consumer<Predicate<Owner>> releaseEnded) {
            this.custodian = new SlotCustodian(() -> releaseEnded.accept(owners::contains));
        }
    }

    /** @param releaseEnded releases those of the given owners whose thread has ended; runs on the custodian's thread */
    SlotCustodians(Consumer<Predicate<Owner>> releaseEnded) {
        this.releaseEnded = releaseEnded;
    }

    /**
     * Claims a slot on the thread of a custodian that may have one more.
     *
     * @param looks whether the custodian has to look for the end of the owner's thread
     */
    Owner claim(Callable<Owner> claim, boolean looks) {
        OneCustodian one = withRoom();
        Owner owner = one.custodian.call(claim);
        one.owners.add(owner);
        if (looks) {
            one.custodian.startLooking();
        }
        return owner;
    }

    /** Runs the release on the thread that holds the owner's slot. */
    void release(Owner owner, Runnable release) {
        OneCustodian one = custodianOf(owner);
        one.custodian.call(() -> {
            release.run();
            return owner;
        });
        one.owners.remove(owner);
    }

    /** A custodian has released the slot of an owner that has ended. */
    synchronized void forget(Owner owner) {
        all.forEach(one -> one.owners.remove(owner));
    }

    /** For good. */
    synchronized void stop() {
        stopped = true;
        all.forEach(one -> one.custodian.stop());
    }

    private synchronized OneCustodian withRoom() {
        for (OneCustodian one : all) {
            if (one.owners.size() < SlotsOfThread.MAX_REGIONS) {
                return one;
            }
        }
        return another();
    }

    private synchronized OneCustodian custodianOf(Owner owner) {
        for (OneCustodian one : all) {
            if (one.owners.contains(owner)) {
                return one;
            }
        }
        return all.isEmpty() ? another() : all.get(0);
    }

    private OneCustodian another() {
        OneCustodian one = new OneCustodian(releaseEnded);
        if (stopped) {
            one.custodian.stop();
        }
        all.add(one);
        return one;
    }
}
