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
 * The keepers of one region: as many as it takes, since a keeper is a thread, and the kernel reports the death of a thread to no
 * more than 2,048 mutexes; see {@link SlotsOfThread}. Most processes need none, or one.
 */
final class SlotCustodians {

    private final Consumer<Predicate<Owner>> releaseEnded;
    private final List<OneKeeper> all = new ArrayList<>();
    private boolean stopped;

    /** A keeper, and the owners for which it holds a slot. */
    private static final class OneKeeper {
        private final SlotCustodian keeper;
        private final Set<Owner> owners = ConcurrentHashMap.newKeySet();

        OneKeeper(Consumer<Predicate<Owner>> releaseEnded) {
            this.keeper = new SlotCustodian(() -> releaseEnded.accept(owners::contains));
        }
    }

    /** @param releaseEnded releases those of the given owners whose thread has ended; runs on the keeper's thread */
    SlotCustodians(Consumer<Predicate<Owner>> releaseEnded) {
        this.releaseEnded = releaseEnded;
    }

    /**
     * Claims a slot on the thread of a keeper that may have one more.
     *
     * @param looks whether the keeper has to look for the end of the owner's thread
     */
    Owner claim(Callable<Owner> claim, boolean looks) {
        OneKeeper one = withRoom();
        Owner owner = one.keeper.call(claim);
        one.owners.add(owner);
        if (looks) {
            one.keeper.startLooking();
        }
        return owner;
    }

    /** Runs the release on the thread that holds the owner's slot. */
    void release(Owner owner, Runnable release) {
        OneKeeper one = keeperOf(owner);
        one.keeper.call(() -> {
            release.run();
            return owner;
        });
        one.owners.remove(owner);
    }

    /** A keeper has released the slot of an owner that has ended. */
    synchronized void forget(Owner owner) {
        all.forEach(one -> one.owners.remove(owner));
    }

    /** For good. */
    synchronized void stop() {
        stopped = true;
        all.forEach(one -> one.keeper.stop());
    }

    private synchronized OneKeeper withRoom() {
        for (OneKeeper one : all) {
            if (one.owners.size() < SlotsOfThread.MAX_REGIONS) {
                return one;
            }
        }
        return another();
    }

    private synchronized OneKeeper keeperOf(Owner owner) {
        for (OneKeeper one : all) {
            if (one.owners.contains(owner)) {
                return one;
            }
        }
        return all.isEmpty() ? another() : all.get(0);
    }

    private OneKeeper another() {
        OneKeeper one = new OneKeeper(releaseEnded);
        if (stopped) {
            one.keeper.stop();
        }
        all.add(one);
        return one;
    }
}
