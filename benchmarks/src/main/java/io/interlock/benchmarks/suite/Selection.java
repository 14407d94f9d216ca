package io.interlock.benchmarks.suite;

import static io.interlock.benchmarks.driver.Implementation.Kind.C;

import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.control.Placement;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.driver.Subject;
import java.util.EnumSet;
import java.util.Set;

/**
 * What of everything that can run a profile does run.
 *
 * <p>{@code full}: everything but loads with one process, with eight, and of the portable fallback; of collections, hand-overs
 * of two processes on one processor and on two, and of eight on two, more than two processes of what is stored only for those
 * that share memory, and of operations at fixed times one rate. {@code quick} drops, for its ten minutes:
 * <ul>
 *   <li>of locks: one process, where {@code uncontended} says the same; 4 processes but of ours and the mutexes in C; 8 but
 *       of ours and the robust mutex in C; the short load but for 4 processes of ours and the mutexes in C; the long load;
 *       the death of a holder through JNA
 *   <li>of all others: more than two processes in closed loops (but 4 for readers and writers), every load but the empty
 *       one, the portable fallback, Boost, barriers of 4, an {@code AtomicLong} shared by threads, hand-overs on one
 *       processor and of threads, and of four pairs but by semaphores, all rates but one half, and of arrays and latches whatever is neither
 *       ours nor in C
 * </ul>
 *
 * <p>Of collections, {@code quick} runs ours and what it is measured against first: maps by two processes, queues of two
 * producers, pipes there, and there and back.
 *
 * <p>{@code smoke} runs each implementation of a lock with two processes, of most others ours and those in C, and of
 * collections one shape each of ours.
 */
record Selection(Profile profile) {

    /** Whom {@code quick} compares with something to do inside the lock: ours, and what it is measured against. */
    private static final Set<Implementation> LOADED =
            EnumSet.of(Implementation.INTERLOCK, Implementation.C_PTHREAD_ROBUST, Implementation.C_PTHREAD_NORMAL);

    /**
     * Whose waiters nobody wakes when the holder dies, as everybody expects. One kill each shows whether it is so, and takes
     * as long as a hundred of the others.
     */
    private static final Set<Implementation> STUCK = EnumSet.of(
            Implementation.JNA_PTHREAD_NORMAL,
            Implementation.C_PTHREAD_NORMAL,
            Implementation.PYTHON,
            Implementation.LOCK_BOOST,
            Implementation.REENTRANT_C,
            Implementation.REENTRANT_BOOST,
            Implementation.REENTRANT_PYTHON,
            Implementation.SEMAPHORE,
            Implementation.SEMAPHORE_PORTABLE,
            Implementation.SEMAPHORE_C,
            Implementation.SEMAPHORE_BOOST,
            Implementation.SEMAPHORE_PYTHON,
            Implementation.BARRIER_C,
            Implementation.BARRIER_PYTHON);

    /** Of other primitives than locks: that permits return, and that they do not elsewhere. */
    private static final Set<Implementation> QUICK_DEATHS = EnumSet.of(
            Implementation.REENTRANT,
            Implementation.REENTRANT_C_ROBUST,
            Implementation.SEMAPHORE_RETURNING,
            Implementation.SEMAPHORE_C,
            Implementation.BARRIER);

    /** Of locks, besides those in C. */
    private static final Set<Implementation> QUICK_LOCK_DEATHS = EnumSet.of(
            Implementation.INTERLOCK,
            Implementation.INTERLOCK_PORTABLE,
            Implementation.FILE_CHANNEL,
            Implementation.PYTHON);

    /** One of each way to find out, and one that does not. */
    private static final Set<Implementation> SMOKE_LOCK_DEATHS = EnumSet.of(
            Implementation.INTERLOCK,
            Implementation.INTERLOCK_PORTABLE,
            Implementation.FILE_CHANNEL,
            Implementation.C_PTHREAD_ROBUST,
            Implementation.C_PTHREAD_NORMAL);

    private static final Set<Implementation> QUICK_OPEN_LOOPS =
            EnumSet.of(Implementation.SEMAPHORE, Implementation.SEMAPHORE_C, Implementation.PIPE);

    /** In closed loops and hand-overs: what returns permits, a lock that is measured as a lock, and what wraps {@code sem_t}. */
    private static final Set<Implementation> FULL_ONLY = EnumSet.of(
            Implementation.SEMAPHORE_RETURNING,
            Implementation.REENTRANT_JAVA,
            Implementation.REENTRANT_BOOST,
            Implementation.SEMAPHORE_BOOST,
            Implementation.CONDITION_BOOST,
            Implementation.READ_WRITE_BOOST);

    private static final Set<Implementation> ADDED_BY_THREADS =
            EnumSet.of(Implementation.VALUE_JAVA, Implementation.ARRAY_JAVA, Implementation.LATCH_JAVA);

    /** Of what is stored, what more than two processes are for. */
    private static final Set<Implementation> WIDE =
            EnumSet.of(Implementation.MAP, Implementation.MAP_CHRONICLE, Implementation.MAP_LMDB, Implementation.LIST);

    /** Of what carries messages, ours and what it is measured against. */
    private static final Set<Implementation> QUICK_STREAMS = EnumSet.of(
            Implementation.QUEUE, Implementation.QUEUE_AGRONA, Implementation.PIPE, Implementation.PIPE_AGRONA);

    private static final Set<Implementation> QUICK_MAPS = EnumSet.of(Implementation.MAP, Implementation.MAP_CHRONICLE);

    static boolean isStuck(Implementation implementation) {
        return STUCK.contains(implementation);
    }

    boolean runsUncontended(Implementation implementation) {
        if (implementation.subject().isCollection()) {
            return profile == Profile.FULL;
        }
        return switch (profile) {
            case SMOKE -> isLock(implementation) || isOurs(implementation);
            case QUICK ->
                isLock(implementation)
                        || (!implementation.isPortable() && (!likeValues(implementation) || isOurs(implementation)));
            case FULL -> true;
        };
    }

    boolean runsContended(Implementation implementation, Load load, int processes) {
        return switch (profile) {
            case SMOKE -> runsInSmoke(implementation, load, processes);
            case QUICK ->
                isLock(implementation)
                        ? runsLockInQuick(implementation, load, processes)
                        : runsInQuick(implementation, load, processes);
            case FULL -> runsInFull(implementation, load, processes);
        };
    }

    /** Something to do inside the lock tells locks apart where some wait and none are asleep for long: at 2 and 4. */
    private static boolean runsInFull(Implementation implementation, Load load, int processes) {
        if (implementation.subject().isCollection()) {
            return processes <= 2 || WIDE.contains(implementation);
        }
        boolean loaded = load == Load.SHORT || load == Load.LONG;
        return !loaded || (!implementation.isPortable() && (processes == 2 || processes == 4));
    }

    private static boolean runsInSmoke(Implementation implementation, Load load, int processes) {
        if (implementation.subject() == Subject.READ_WRITE_LOCK) {
            return processes == 2 && load == Load.MIXED && isMain(implementation);
        }
        if (implementation.subject().isCollection()) {
            return processes == 2 && load == Load.PUT && implementation == Implementation.MAP;
        }
        if (load != Load.EMPTY) {
            return processes == 2 && load == Load.SHORT && implementation == Implementation.INTERLOCK;
        }
        if (likeValues(implementation)) {
            return processes == 2 && isOurs(implementation);
        }
        return processes == 2 && (isLock(implementation) || isMain(implementation));
    }

    private static boolean runsLockInQuick(Implementation implementation, Load load, int processes) {
        if (implementation.isBoost()) {
            return load == Load.EMPTY && processes == 2;
        }
        boolean loaded = LOADED.contains(implementation);
        return switch (load) {
            case EMPTY ->
                switch (processes) {
                    case 1 -> false;
                    case 4 -> loaded;
                    case 8 -> loaded && implementation != Implementation.C_PTHREAD_NORMAL;
                    default -> true;
                };
            case SHORT -> loaded && processes == 4;
            default -> false;
        };
    }

    private static boolean runsInQuick(Implementation implementation, Load load, int processes) {
        if (implementation.isPortable()) {
            return false;
        }
        if (implementation.subject() == Subject.READ_WRITE_LOCK) {
            return processes == 4 && !implementation.isBoost() && (load == Load.MIXED || isMain(implementation));
        }
        if (implementation.subject().isCollection()) {
            return processes == 2 && QUICK_MAPS.contains(implementation);
        }
        if (load != Load.EMPTY || FULL_ONLY.contains(implementation)) {
            return false;
        }
        if (ADDED_BY_THREADS.contains(implementation) && processes > 1) {
            return false;
        }
        if (implementation == Implementation.REENTRANT_PYTHON
                || (likeValues(implementation) && !isMain(implementation))
                || implementation == Implementation.LATCH_C) {
            return false;
        }
        // One process in C only where a fetch-and-add is the limit of all.
        return processes == 2 || (processes == 1 && implementation == Implementation.VALUE_C);
    }

    boolean runsStream(Implementation implementation, int processes) {
        return switch (profile) {
            case SMOKE -> processes == 3 && implementation == Implementation.QUEUE;
            case QUICK ->
                QUICK_STREAMS.contains(implementation)
                        && processes == (implementation.subject() == Subject.QUEUE ? 3 : 2);
            case FULL -> processes != 4;
        };
    }

    boolean runsHandOff(Implementation implementation, int processes, Placement placement) {
        boolean usual = placement == (processes == 2 ? Placement.APART : Placement.TWO_CORES);
        boolean reference = implementation.subject() == Subject.REFERENCE;
        return switch (profile) {
            case SMOKE ->
                usual
                        && processes == 2
                        && (implementation.subject().isCollection()
                                ? implementation == Implementation.PIPE
                                : isMain(implementation) || reference);
            case QUICK ->
                implementation.subject().isCollection()
                        ? usual
                                && processes == 2
                                && implementation.subject() == Subject.PIPE
                                && QUICK_STREAMS.contains(implementation)
                        : reference
                                ? usual || (implementation == Implementation.FUTEX && placement == Placement.TOGETHER)
                                : usual
                                        && !implementation.isPortable()
                                        && !FULL_ONLY.contains(implementation)
                                        && implementation.kind() != Implementation.Kind.THREADS
                                        && (processes == 2
                                                || (implementation.subject() == Subject.SEMAPHORE
                                                        && processes == 8
                                                        && isMain(implementation)));
            // Two that spin on one processor take a time slice each.
            case FULL ->
                implementation.subject().isCollection()
                        ? (processes == 2) == (placement != Placement.TWO_CORES)
                        : implementation != Implementation.SPIN || placement != Placement.TOGETHER;
        };
    }

    /** Between operations at fixed times, nothing is hidden by the next: ours at one rate says most of it. */
    boolean runsOpenLoop(Implementation implementation, int rate) {
        int usual = 50;
        return switch (profile) {
            case SMOKE -> rate == usual && implementation == Implementation.SEMAPHORE;
            case QUICK -> rate == usual && QUICK_OPEN_LOOPS.contains(implementation);
            case FULL -> rate == usual || !implementation.subject().isCollection();
        };
    }

    boolean runsAttach(Implementation implementation, boolean cold) {
        return switch (profile) {
            case SMOKE -> isOurs(implementation);
            case QUICK -> isOurs(implementation) || (!cold && !implementation.isPortable());
            case FULL -> true;
        };
    }

    boolean runsDeath(Implementation implementation) {
        return switch (profile) {
            case SMOKE ->
                isLock(implementation)
                        ? SMOKE_LOCK_DEATHS.contains(implementation)
                        : implementation == Implementation.REENTRANT
                                || implementation == Implementation.SEMAPHORE_RETURNING
                                || implementation == Implementation.BARRIER;
            case QUICK ->
                isLock(implementation)
                        ? (implementation.kind() == C && !implementation.isBoost())
                                || QUICK_LOCK_DEATHS.contains(implementation)
                        : QUICK_DEATHS.contains(implementation);
            case FULL -> true;
        };
    }

    /** What is counted as values are, and says little more. */
    private static boolean likeValues(Implementation implementation) {
        return implementation.subject() == Subject.ARRAY || implementation.subject() == Subject.LATCH;
    }

    boolean copies(int bytes) {
        int usual = 4096;
        return profile == Profile.FULL || bytes == usual;
    }

    private static boolean isLock(Implementation implementation) {
        return implementation.subject() == Subject.LOCK;
    }

    private static boolean isOurs(Implementation implementation) {
        return implementation.label().equals(Implementation.INTERLOCK.label());
    }

    /** Ours, and what it is measured against first. */
    private static boolean isMain(Implementation implementation) {
        return isOurs(implementation) || (implementation.kind() == C && !implementation.isBoost());
    }
}
