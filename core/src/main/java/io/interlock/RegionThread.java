package io.interlock;

import java.time.Instant;
import java.util.Optional;

/**
 * A thread that uses a region, as the region's thread table has it.
 *
 * @param role what it is here: "owner", "reader", "waiter", for a process that holds permits "permits=2"
 * @param pid its process; 0 where the thread has ended and its slot is another's by now
 * @param pidNamespace inode of the pid namespace that counts the process, 0 where unknown: equal pids of two namespaces are
 *     two processes
 * @param slot its number in the region, which is another thread's after its end; -1 where there is no such slot
 * @param usesRegionSince when it began to use the region, which is not when it began to hold or to wait
 * @param alive false when the thread has ended
 */
public record RegionThread(
        String role, long pid, long pidNamespace, int slot, Optional<Instant> usesRegionSince, boolean alive) {}
