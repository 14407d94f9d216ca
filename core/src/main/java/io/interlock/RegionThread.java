package io.interlock;

import java.time.Instant;
import java.util.Optional;

/**
 * A thread that uses a region, as the region's thread table records it. It is part of {@link RegionEntry} and {@link
 * RegionInfo.Details}.
 *
 * <pre>{@code
 * for (RegionEntry entry : region.entries()) {
 *     for (RegionThread holder : entry.holders()) {
 *         System.out.println(entry.name() + " is held by pid " + holder.pid() + ", alive=" + holder.alive());
 *     }
 * }
 * }</pre>
 *
 * @param role what the thread does here: "owner", "reader", "waiter" or "user"; "permits=2" for a process that holds
 *     permits
 * @param pid the thread's process; 0 if the thread has ended and another thread has its slot now
 * @param pidNamespace the inode of the pid namespace in which {@code pid} counts, 0 if unknown. Equal pids of two
 *     namespaces are two processes
 * @param slot the thread's index in the region's thread table, which another thread reuses after its end; -1 if the
 *     region has no such slot
 * @param usesRegionSince when the thread began to use the region, which is not when it began to hold or to wait; empty
 *     if unknown
 * @param alive false if the thread has ended
 */
public record RegionThread(
        String role, long pid, long pidNamespace, int slot, Optional<Instant> usesRegionSince, boolean alive) {}
