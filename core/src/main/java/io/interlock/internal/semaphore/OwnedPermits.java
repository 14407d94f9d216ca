package io.interlock.internal.semaphore;

import io.interlock.RegionFullException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.format.BoundedLayout;
import io.interlock.internal.format.LockLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.lock.InternalMutex;
import io.interlock.internal.thread.Inspection;
import io.interlock.internal.thread.ThreadTable;
import java.lang.invoke.VarHandle;
import java.util.function.IntPredicate;

/**
 * Permits that belong to the process that has them. There is no count that could get out of step with the cells: available is
 * what the living have not taken, so that a death gives permits back without anybody doing it.
 *
 * <p>Changes happen under a mutex, each by one store of HELD; a waiter looks without it, as it looks again and again. Only a
 * release of what other processes acquired may take one store for each of them: a death in between has released some, and the
 * rest stays with those that live.
 */
public final class OwnedPermits implements Permits {

    private static final int NONE = -1;

    private final MappedMemory memory;
    private final Attachment region;
    private final ThreadTable threads;
    private final InternalMutex mutex;
    private final String where;
    private final int most;

    public OwnedPermits(Attachment region, MappedMemory memory, String name, int most) {
        this.memory = memory;
        this.region = region;
        this.threads = region.file().threads();
        this.where = region.file().where() + " semaphore=" + name;
        this.mutex = InternalMutex.forWords(
                region,
                memory.slice(BoundedLayout.MUTEX, LockLayout.BYTES),
                region.file().where() + " name=" + name);
        this.most = most;
    }

    /** Tells people which processes have how many; see {@link BoundedLayout}. Those of the dead are available. */
    public static void inspect(MappedMemory memory, Inspection into) {
        long held = 0;
        for (int cell = 0; cell < BoundedLayout.CELLS; cell++) {
            long owner = memory.getLongVolatile(BoundedLayout.owner(cell));
            long permits = memory.getLongVolatile(BoundedLayout.held(cell));
            if (owner != Owner.NOBODY && permits > 0 && !into.isDead(owner)) {
                into.holder("permits=" + permits, owner);
                held += permits;
            }
        }
        into.put("held", held);
    }

    @Override
    public boolean acquire(int permits) {
        return mutex.withSoon(
                        () -> {
                            if (sum() < permits) {
                                return 0;
                            }
                            add(threads.process().word(), permits);
                            return 1;
                        },
                        0)
                != 0;
    }

    @Override
    public boolean mayAcquire(int permits) {
        return sum() >= permits;
    }

    @Override
    public int acquireAll() {
        return (int) mutex.withSoon(
                () -> {
                    int available = sum();
                    if (available > 0) {
                        add(threads.process().word(), available);
                    }
                    return available;
                },
                0);
    }

    @Override
    public boolean release(int permits) {
        if (region.file().isClosed()) {
            // This process has left: what it held is available by that.
            throw region.closedException();
        }
        boolean given = mutex.withThoughClosed(() -> {
                    if (most - sum() < permits) {
                        return 0;
                    }
                    int[] left = {permits};
                    try {
                        remove(left);
                    } catch (Error e) {
                        // Some may be released: the others as well.
                        remove(left);
                    }
                    return 1;
                })
                != 0;
        VarHandle.fullFence();
        return given;
    }

    private void remove(int[] left) {
        left[0] -= removeUpTo(left[0], cellOf(threads.process().word()));
        // What another process acquired may be released here, as with any semaphore.
        for (int cell = 0; left[0] > 0 && cell < BoundedLayout.CELLS; cell++) {
            if (isLiving(owner(cell))) {
                left[0] -= removeUpTo(left[0], cell);
            }
        }
    }

    @Override
    public int available() {
        return (int) mutex.withSoon(this::sum, sum());
    }

    @Override
    public long holder() {
        for (int cell = 0; cell < BoundedLayout.CELLS && owner(cell) != Owner.NOBODY; cell++) {
            if (held(cell) > 0 && isLiving(owner(cell))) {
                return owner(cell);
            }
        }
        return Owner.NOBODY;
    }

    /** Of one moment under the mutex; without it, processes whose permits change meanwhile may count twice, or not. */
    private int sum() {
        long held = 0;
        for (int cell = 0; cell < BoundedLayout.CELLS; cell++) {
            long owner = owner(cell);
            if (owner == Owner.NOBODY) {
                // Cells are never given back, only to another process: after the first empty one there are none.
                break;
            }
            if (!threads.isDead(owner)) {
                held += held(cell);
            }
        }
        return (int) Math.max(0, most - held);
    }

    private void add(long process, int permits) {
        int cell = cellOf(process);
        if (cell == NONE) {
            cell = newCell(process);
        }
        setHeld(cell, held(cell) + permits);
    }

    private int removeUpTo(int permits, int cell) {
        if (cell == NONE) {
            return 0;
        }
        int removed = (int) Math.min(permits, held(cell));
        setHeld(cell, held(cell) - removed);
        return removed;
    }

    private int cellOf(long process) {
        for (int cell = 0; cell < BoundedLayout.CELLS && owner(cell) != Owner.NOBODY; cell++) {
            if (owner(cell) == process) {
                return cell;
            }
        }
        return NONE;
    }

    private int newCell(long process) {
        int cell = firstCell(any -> !isLiving(owner(any)));
        if (cell == NONE) {
            // A living process that has nothing now finds another cell when it needs one.
            cell = firstCell(any -> held(any) == 0);
        }
        if (cell == NONE) {
            throw new RegionFullException(where + " processes=" + BoundedLayout.CELLS
                    + ": as many living processes as can have permits at once; release those of one first");
        }
        // Before the owner: the cell's new owner never seems to have what the dead one had.
        setHeld(cell, 0);
        memory.putLongRelease(BoundedLayout.owner(cell), process);
        return cell;
    }

    private int firstCell(IntPredicate wanted) {
        for (int cell = 0; cell < BoundedLayout.CELLS; cell++) {
            if (wanted.test(cell)) {
                return cell;
            }
        }
        return NONE;
    }

    private boolean isLiving(long owner) {
        return owner != Owner.NOBODY && !threads.isDead(owner);
    }

    private long owner(int cell) {
        return memory.getLongVolatile(BoundedLayout.owner(cell));
    }

    private long held(int cell) {
        // [COUNT] acquire
        return memory.getLongVolatile(BoundedLayout.held(cell));
    }

    private void setHeld(int cell, long permits) {
        // [COUNT] release: what was done before is seen by the thread that acquires.
        memory.putLongVolatile(BoundedLayout.held(cell), permits);
    }
}
