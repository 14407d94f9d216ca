package io.interlock.internal.thread;

import io.interlock.RegionClosedException;
import io.interlock.RegionException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.SlotLayout;
import io.interlock.internal.region.RegionLocks;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock on one byte of the region file per slot, far beyond the file's end: the kernel drops it when the process ends.
 *
 * <p>Where the JDK's locks are used, a process loses them while it lives when anything in it closes another descriptor of the file
 * ({@link RegionLocks#survivesForeignClose}). So a slot whose byte is not locked is free only if its process has ended, too: that is
 * what its PID is for, which the process clears before it gives the slot back.
 */
public final class FileLockLife implements ThreadLife {

    private static final long FIRST_BYTE = 1L << 40;

    private final String where;
    private final RegionLocks locks;
    private final MappedMemory table;
    private final Set<Integer> claimed = ConcurrentHashMap.newKeySet();

    /** @param where the beginning of every message about the region */
    public FileLockLife(String where, RegionLocks locks, MappedMemory table) {
        this.where = where;
        this.locks = locks;
        this.table = table;
    }

    @Override
    public void initialize(int slot) {
        // A byte that nobody has locked is ready.
    }

    @Override
    public boolean tryClaim(int slot) {
        try {
            if (claimed.contains(slot) || !locks.tryLock(FIRST_BYTE + slot, 1, false)) {
                return false;
            }
            if (ProcessLife.hasLivingProcess(memory(slot))) {
                locks.unlock(FIRST_BYTE + slot, 1);
                return false;
            }
            claimed.add(slot);
            return true;
        } catch (IOException e) {
            throw failed(slot, "lock", e);
        }
    }

    @Override
    public void release(int slot) {
        try {
            if (claimed.contains(slot)) {
                // [LIFE] Before the lock is given up: from then on this alone says that the process still has the slot.
                table.putLongVolatile(slot * SlotLayout.BYTES + SlotLayout.PID, 0);
                claimed.remove(slot);
                locks.unlock(FIRST_BYTE + slot, 1);
            }
        } catch (IOException e) {
            throw failed(slot, "unlock", e);
        }
    }

    @Override
    public boolean isFree(int slot) {
        try {
            return !claimed.contains(slot) && isFree(locks, slot, memory(slot));
        } catch (IOException e) {
            throw failed(slot, "probe", e);
        }
    }

    /** The same for a process that has not opened the region. */
    public static boolean isFree(RegionLocks locks, int slot, MappedMemory memory) throws IOException {
        return !locks.isLockedExclusively(FIRST_BYTE + slot) && !ProcessLife.hasLivingProcess(memory);
    }

    private MappedMemory memory(int slot) {
        return table.slice(slot * SlotLayout.BYTES, SlotLayout.BYTES);
    }

    private RegionException failed(int slot, String what, IOException e) {
        if (e instanceof ClosedChannelException) {
            // For a thread that still waits when the last opening of the region is closed.
            return new RegionClosedException(where + ": closed while this thread waited; open it again", e);
        }
        return new RegionException(
                where + " slot=" + slot + ": cannot " + what + " its byte of the region file: " + e.getMessage(), e);
    }

    @Override
    public boolean boundToThread() {
        return false;
    }
}
