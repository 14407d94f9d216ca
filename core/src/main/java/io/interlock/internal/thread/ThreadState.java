package io.interlock.internal.thread;

/**
 * A thread that uses a region, for people.
 *
 * @param pid its process, 0 where unknown, as the slot is another thread's by now
 * @param pidNamespace inode of the namespace that counts the process, 0 where unknown
 * @param slot its number in the region's thread table, -1 where the word names none
 * @param claimedMs when it began to use the region, milliseconds since 1970, 0 where unknown
 */
public record ThreadState(long pid, long pidNamespace, int slot, long claimedMs, boolean alive) {}
