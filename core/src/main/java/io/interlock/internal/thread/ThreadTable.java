package io.interlock.internal.thread;

import io.interlock.RegionClosedException;
import io.interlock.RegionException;
import io.interlock.RegionFullException;
import io.interlock.internal.access.CrashPoints;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.access.ThisProcess;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.SlotLayout;
import io.interlock.internal.os.VirtualThreads;
import io.interlock.internal.os.Waiting;
import io.interlock.internal.region.MappedRegion;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which threads use the region, and which of them live.
 *
 * <p>A thread claims a slot at its first use of the region and keeps it until it ends, or until it closes the region as
 * this process's last user. An owner word is alive while its slot still has its generation and its claimer lives; the
 * next claimer raises the generation, which {@link #isDead} reads as the death of all earlier owners.
 */
public final class ThreadTable {

    /** Slots are backed by real memory and initialised this many at a time. */
    private static final int SLOTS_AT_ONCE = 64;

    private final MappedRegion region;
    private final Predicate<Owner> holdsAnything;
    private final MappedMemory header;
    private final MappedMemory table;
    private final ThreadLife life;
    private final Waiting waiting;
    private final int slots;
    private final ActiveFlags activeFlags;
    private final @Nullable UnmarkedDeaths unmarked;

    @SuppressWarnings("ThreadLocalUsage") // a thread is another owner in each region, and regions are few
    private final ThreadLocal<Owner> current = new ThreadLocal<>();

    private final Set<Owner> owners = ConcurrentHashMap.newKeySet();
    private final SlotCustodians custodians = new SlotCustodians(this::releaseEnded);
    private volatile boolean closing;
    private volatile int sweepAt = SLOTS_AT_ONCE;
    private Owner process = Owner.NONE;

    /** @param holdsAnything whether an owner holds a lock in the region that it can still release */
    public ThreadTable(MappedRegion region, MappedMemory table, ThreadLife life, Predicate<Owner> holdsAnything) {
        this.region = region;
        this.holdsAnything = holdsAnything;
        this.header = region.header();
        this.table = table;
        this.life = life;
        this.waiting = region.waiting();
        this.slots = region.slots();
        this.activeFlags = new ActiveFlags(this, table);
        this.unmarked = life instanceof RobustLife ? new UnmarkedDeaths(table) : null;
    }

    /**
     * The calling thread as an owner; claims a slot at its first call.
     *
     * @throws RegionFullException if every slot belongs to a living thread
     */
    public Owner current() {
        Owner owner = current.get();
        if (owner != null && owner.closingsSeen() != SlotsOfThread.closings()) {
            lookForAbandonedSlots(owner);
        }
        if (owner == null) {
            SlotsOfThread.giveUpLeft(this);
            Thread thread = Thread.currentThread();
            boolean ownSlot = life.boundToThread() && !VirtualThreads.isVirtual(thread);
            if (ownSlot) {
                SlotsOfThread.requireRoom(region.where());
            }
            owner = ownSlot ? claim(thread) : claimByCustodian(thread);
            SlotsOfThread.add(this);
            current.set(owner);
            if (closing) {
                releaseCurrent();
                throw new RegionClosedException(region.where() + ": closed");
            }
        }
        return owner;
    }

    private Owner claimByCustodian(Thread thread) {
        return custodians.claim(() -> claim(thread), true);
    }

    /** The calling thread as an owner, if it has a slot. */
    public @Nullable Owner currentIfAny() {
        return current.get();
    }

    /**
     * This process as an owner, for what belongs to no single thread of it; claims a slot at its first call. It lives as
     * long as the process has the region open.
     */
    public synchronized Owner process() {
        if (process == Owner.NONE) {
            process = custodians.claim(() -> claim(Thread.currentThread()), false);
        }
        return process;
    }

    /**
     * True where the thread that this owner word names has ended, or has given its slot up. A death that the kernel could not mark is
     * seen after a second or two of repeated calls, see {@link UnmarkedDeaths}.
     */
    public boolean isDead(long ownerWord) {
        int slot = Owner.slotOf(ownerWord);
        if (!isBacked(slot)) {
            return true;
        }
        if (generation(slot) != Owner.generationOf(ownerWord) || life.isFree(slot)) {
            return true;
        }
        return unmarked != null
                && unmarked.look(slot, slotsBacked())
                && generation(slot) != Owner.generationOf(ownerWord);
    }

    /**
     * True while an owner word stands there whose thread has died, by a look without any lock. The word is read once more, as a
     * thread that lived may have taken its word away, and ended, since it was first read.
     */
    public boolean isAbandoned(MappedMemory memory, int offset) {
        long ownerWord = memory.getLongVolatile(offset);
        return ownerWord != Owner.NOBODY && isDead(ownerWord) && memory.getLongVolatile(offset) == ownerWord;
    }

    /** Which threads use a biased lock that they hold. */
    public ActiveFlags activeFlags() {
        return activeFlags;
    }

    /**
     * Sleeps while the word equals {@code expected} and, where the platform can watch for it, the owner lives. Returns at
     * once where the owner is dead already.
     */
    public void sleep(long wordAddress, int expected, long ownerWord, long timeoutNs) {
        if (ownerWord == Owner.NOBODY || !(life instanceof RobustLife robust)) {
            waiting.sleep(wordAddress, expected, Waiting.NO_LIFE_WORD, 0, timeoutNs);
            return;
        }
        int slot = Owner.slotOf(ownerWord);
        int watched = robust.watch(slot);
        // [LIFE] The generation is read after the life word: if it still is the owner's, the life word was the owner's.
        if (watched != 0 && generation(slot) == Owner.generationOf(ownerWord)) {
            waiting.sleep(wordAddress, expected, robust.lifeAddress(slot), watched, timeoutNs);
        }
    }

    /** A word to sleep on, and the value that it has while nothing has happened. */
    public record Watched(long address, int expected) {}

    /** An owner's life as a word to sleep on; null where it is dead, or the platform cannot watch it. */
    @Nullable
    public Watched watch(long ownerWord) {
        if (!(life instanceof RobustLife robust) || isDead(ownerWord)) {
            return null;
        }
        int slot = Owner.slotOf(ownerWord);
        int watched = robust.watch(slot);
        // [LIFE] as in sleep
        return watched != 0 && generation(slot) == Owner.generationOf(ownerWord)
                ? new Watched(robust.lifeAddress(slot), watched)
                : null;
    }

    /**
     * Says for people that the calling thread sleeps on this WAITERS word, by its offset in the file, or on none, 0. It
     * stands in the thread's own slot, so that a sleeper that dies counts no longer. A thread without a slot claims one, but
     * for virtual threads: there may be more of those than slots, and many waits need none.
     *
     * @return what it has said before: a wait may have another one inside
     */
    public long sleepsOn(long waitersOffset) {
        Owner owner = current.get();
        if (owner == null && (waitersOffset == 0 || VirtualThreads.isVirtual(Thread.currentThread()))) {
            return 0;
        }
        try {
            int at = current().slot() * SlotLayout.BYTES + SlotLayout.SLEEPS_ON;
            long before = table.getLongOpaque(at);
            table.putLongOpaque(at, waitersOffset);
            return before;
        } catch (RegionException e) {
            // No slot is free, or the region was closed: the thread sleeps all the same, and ends as it would.
            return 0;
        }
    }

    /** True if a slot of this number is free, or its claimer dead. */
    public boolean isFree(int slot) {
        return life.isFree(slot);
    }

    /** The kernel wakes one sleeper of a dead thread's life word; this wakes the others. */
    public void wakeWatchers(long ownerWord) {
        int slot = Owner.slotOf(ownerWord);
        if (life instanceof RobustLife robust && isBacked(slot)) {
            waiting.wake(robust.lifeAddress(slot), Integer.MAX_VALUE);
        }
    }

    /** Gives the calling thread's slot back. What it still holds counts as left by a dead thread from now on. */
    public void releaseCurrent() {
        Owner owner = current.get();
        if (owner == null) {
            return;
        }
        current.remove();
        SlotsOfThread.remove(this);
        if (isHeldByItself(owner)) {
            release(owner);
        } else {
            releaseByCustodian(owner);
        }
    }

    /** Gives the process's own slot back, and with it what belongs to the process as a whole. */
    public synchronized void releaseProcess() {
        if (process != Owner.NONE) {
            releaseByCustodian(process);
            process = Owner.NONE;
        }
    }

    private void lookForAbandonedSlots(Owner owner) {
        int closings = SlotsOfThread.closings();
        if (SlotsOfThread.giveUpLeft(this)) {
            owner.closingsSeen(closings);
        }
    }

    /** True if this process has closed the region. */
    public boolean isAbandonedByProcess() {
        return region.isClosed();
    }

    /** True if the calling thread holds a lock that it can still release. */
    public boolean isAnythingHeldHere() {
        Owner owner = current.get();
        return owner != null && holdsAnything.test(owner);
    }

    private void releaseByCustodian(Owner owner) {
        custodians.release(owner, () -> release(owner));
    }

    /**
     * Notes in the slots that this process keeps, as their threads have not ended, whether it has the region open: others who ask
     * whether the region is used do not count the slots of a process that has left.
     */
    public void noteOpen(boolean open) {
        for (Owner owner : owners) {
            if (!isDead(owner.word())) {
                table.putLongVolatile(
                        owner.slot() * SlotLayout.BYTES + SlotLayout.PID,
                        open ? ThisProcess.PID : ThreadTableSnapshot.ABANDONED);
            }
        }
    }

    /** True if a living thread of a process that has the region open, as far as the slots tell, has a slot. */
    public boolean hasUser() {
        return !new ThreadTableSnapshot(region::memory, slotsBacked(), this::isFree)
                .living()
                .isEmpty();
    }

    /** True where a thread of this process may still be linked into this mapping, which then has to stay. */
    private boolean inUse() {
        forgetEnded();
        return !owners.isEmpty();
    }

    /**
     * Ends the use of this table, if no thread has a slot in it; by the process's last user.
     *
     * @return false if one has: then the mapping has to stay
     */
    public boolean stopIfUnused() {
        // Before the look at the owners, which a thread that claims right now writes before it looks here.
        closing = true;
        if (inUse()) {
            closing = false;
            return false;
        }
        custodians.stop();
        return true;
    }

    private Owner claim(Thread thread) {
        if (owners.size() >= sweepAt) {
            forgetEnded();
            sweepAt = 2 * owners.size() + SLOTS_AT_ONCE;
        }
        for (int backed = slotsBacked(); ; backed = backMore(backed)) {
            int start = backed == 0 ? 0 : Math.floorMod(header.getIntOpaque(HeaderLayout.SLOT_HINT), backed);
            for (int i = 0; i < backed; i++) {
                int slot = (start + i) % backed;
                if (life.tryClaim(slot)) {
                    return ownOrRelease(thread, slot);
                }
            }
        }
    }

    private Owner ownOrRelease(Thread thread, int slot) {
        try {
            header.putIntOpaque(HeaderLayout.SLOT_HINT, slot + 1);
            return own(thread, slot);
        } catch (Throwable e) {
            // A thread that a test crashed here ends with the slot claimed, as a killed one does.
            if (!CrashPoints.crashed()) {
                life.release(slot);
            }
            throw e;
        }
    }

    private Owner own(Thread thread, int slot) {
        int at = slot * SlotLayout.BYTES;
        long generation = Owner.generationAfter(table.getLong(at + SlotLayout.GENERATION));
        table.putLong(at + SlotLayout.PID_NS, ThisProcess.PID_NAMESPACE);
        table.putLong(at + SlotLayout.CLAIMED_MS, System.currentTimeMillis());
        // [LIFE] release: a thread that sees PID, or the generation, sees whose process it is.
        table.putLongVolatile(at + SlotLayout.PID, ThisProcess.PID);
        // [LIFE] From here every owner word of an earlier generation reads as dead.
        table.putLongVolatile(at + SlotLayout.GENERATION, generation);
        table.putLongOpaque(at + SlotLayout.SLEEPS_ON, 0);
        activeFlags.none(slot);
        Owner owner = Owner.of(thread, slot, generation);
        // Between claim and generation a sleeper may have taken us for the dead owner that it watches: let it look
        // again.
        wakeWatchers(owner.word());
        owners.add(owner);
        return owner;
    }

    private int backMore(int seen) {
        return region.underAdmin(() -> {
            int backed = slotsBacked();
            if (backed > seen) {
                return backed;
            }
            if (backed == slots) {
                throw new RegionFullException(region.where() + " slots=" + slots
                        + ": every thread slot belongs to a living thread; use fewer threads on this region");
            }
            int more = Math.min(SLOTS_AT_ONCE, slots - backed);
            region.back(HeaderLayout.BYTES + (long) backed * SlotLayout.BYTES, (long) more * SlotLayout.BYTES);
            for (int slot = backed; slot < backed + more; slot++) {
                life.initialize(slot);
            }
            // [SLOTS] Published last: a thread that sees the number finds memory behind that many slots, with mutexes
            // in them.
            header.putIntVolatile(HeaderLayout.SLOTS_BACKED, backed + more);
            return backed + more;
        });
    }

    /** Forgets threads that have ended with a slot of their own: the kernel has marked it, anyone may claim it. */
    private void forgetEnded() {
        for (Iterator<Owner> all = owners.iterator(); all.hasNext(); ) {
            Owner owner = all.next();
            // Not before the kernel says so: a thread that Java calls ended may still be walking its mutexes.
            if (hasEnded(owner) && isHeldByItself(owner) && isDead(owner.word())) {
                all.remove();
            }
        }
    }

    /** On a custodian's thread: gives back what it holds for threads that have ended. */
    private void releaseEnded(Predicate<Owner> itsOwn) {
        for (Owner owner : owners) {
            if (hasEnded(owner) && itsOwn.test(owner)) {
                release(owner);
                custodians.forget(owner);
            }
        }
    }

    private static boolean hasEnded(Owner owner) {
        Thread thread = owner.thread();
        return thread == null || !thread.isAlive();
    }

    private void release(Owner owner) {
        if (owners.remove(owner)) {
            life.release(owner.slot());
        }
    }

    private boolean isHeldByItself(Owner owner) {
        Thread thread = owner.thread();
        return life.boundToThread() && thread != null && !VirtualThreads.isVirtual(thread);
    }

    /** How many slots there are that have memory. */
    public int backed() {
        return slotsBacked();
    }

    /** The name of this process's thread in the slot, for people; empty where none is known. */
    public String nameOf(int slot) {
        for (Owner owner : owners) {
            Thread thread = owner.thread();
            if (owner.slot() == slot && thread != null) {
                return thread.getName();
            }
        }
        return "";
    }

    private int slotsBacked() {
        return header.getIntVolatile(HeaderLayout.SLOTS_BACKED);
    }

    /** Also false for a slot that only a damaged owner word names: its memory must not be touched. */
    public boolean isBacked(int slot) {
        return slot >= 0 && slot < slotsBacked();
    }

    private long generation(int slot) {
        return table.getLongVolatile(slot * SlotLayout.BYTES + SlotLayout.GENERATION);
    }
}
