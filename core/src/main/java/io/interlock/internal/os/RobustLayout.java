package io.interlock.internal.os;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * Where the C library keeps the links and the kind of a robust mutex, found out by locking two private ones. In glibc the list
 * head and the next-fields lead to the next-field of a mutex; the prev-fields lead there, too, or to the field before:
 *
 * <pre>
 * mutex: | lock | count | owner | users | kind | … | prev | next |
 * </pre>
 */
final class RobustLayout {

    private static final int WORD = 8;

    private static long nextAt;
    private static long prevAt;

    /** How far before the next-field a prev-field leads. */
    private static long prevLeadsBefore;

    private static long kindAt;
    private static int kind;

    /** False where the layout is another one: then nothing here may be used. */
    static final boolean KNOWN = find();

    private RobustLayout() {}

    /** Where the calling thread's list begins: a word in the thread's private memory. */
    static long listHead() {
        return RobustList.isRegistered() ? RobustList.head() : 0;
    }

    /** What the list has in place of a mutex: the address of its next-field. */
    static long link(long mutex) {
        return mutex + nextAt;
    }

    /** The address of the prev-field that belongs to a link, also to the list head. */
    static long prevOf(long link) {
        return link + prevAt - nextAt;
    }

    /** The value of a prev-field for this link. */
    static long asPrev(long link) {
        return link - prevLeadsBefore;
    }

    static void restoreKind(long mutex) {
        if (KNOWN && readInt(mutex + kindAt) != kind) {
            new Pointer(mutex + kindAt).setInt(0, kind);
        }
    }

    static long read(long address) {
        return new Pointer(address).getLong(0);
    }

    static int readInt(long address) {
        return new Pointer(address).getInt(0);
    }

    static void writeIfOther(long address, long value) {
        if (read(address) != value) {
            new Pointer(address).setLong(0, value);
        }
    }

    private static boolean find() {
        long head = listHead();
        if (head == 0) {
            return false;
        }
        try (Memory memory = new Memory(3L * RobustMutex.BYTES)) {
            memory.clear();
            long first = Pointer.nativeValue(memory.align(RobustMutex.BYTES));
            long second = first + RobustMutex.BYTES;
            RobustMutex.initialize(first);
            RobustMutex.initialize(second);
            return findKind(first) && findLinks(first, second, head);
        }
    }

    /** The only number that is not zero in a mutex that was never locked. */
    private static boolean findKind(long mutex) {
        int found = 0;
        for (int at = 0; at < RobustMutex.BYTES; at += Integer.BYTES) {
            int value = readInt(mutex + at);
            if (value != 0) {
                found++;
                kindAt = at;
                kind = value;
            }
        }
        return found == 1;
    }

    private static boolean findLinks(long first, long second, long head) {
        long before = read(head);
        if (LibC.pthread_mutex_lock(first) != 0) {
            return false;
        }
        long firstLink = read(head);
        if (LibC.pthread_mutex_lock(second) != 0) {
            LibC.pthread_mutex_unlock(first);
            return false;
        }
        nextAt = firstLink - first;
        prevAt = nextAt - WORD;
        boolean isInMutex = nextAt >= WORD && nextAt <= RobustMutex.BYTES - WORD;
        prevLeadsBefore = isInMutex ? link(second) - read(prevOf(firstLink)) : 0;
        boolean known = isInMutex
                && (prevLeadsBefore == 0 || prevLeadsBefore == WORD)
                && read(head) == link(second)
                && read(link(second)) == firstLink
                && read(firstLink) == before
                && read(prevOf(link(second))) == asPrev(head);
        LibC.pthread_mutex_unlock(second);
        LibC.pthread_mutex_unlock(first);
        return known && read(head) == before;
    }
}
