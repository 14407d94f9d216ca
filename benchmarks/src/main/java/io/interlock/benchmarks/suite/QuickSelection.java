package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.control.Placement;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.driver.Subject;
import java.util.EnumSet;
import java.util.Set;

/**
 * Each primitive in its main shape, beside what would be used in its stead. Ten minutes are better spent on forks and on warming
 * them up than on scenarios: of two runs of the same commit with three forks of 105, a quarter of the medians differed by more
 * than 10 %.
 *
 * <p>Left to {@code full}: the portable fallback, peers through JNA and of Boost, what threads of one process do (but the lock,
 * which is the bound that everybody knows), arrays and latches by several processes, deaths that go as a lock's do or that
 * nobody notices (but one mutex), eight processes, one processor for two, the long load, and fixed rates but one pipe's.
 */
final class QuickSelection implements Selection {

    private static final Set<Implementation> PEERS = EnumSet.of(
            Implementation.REENTRANT_LOCK,
            Implementation.FILE_CHANNEL,
            Implementation.C_PTHREAD_ROBUST,
            Implementation.C_PTHREAD_NORMAL,
            Implementation.PYTHON,
            Implementation.REENTRANT_C,
            Implementation.SEMAPHORE_C,
            Implementation.EVENT_C,
            Implementation.CONDITION_C,
            Implementation.BARRIER_C,
            Implementation.READ_WRITE_C,
            Implementation.VALUE_C,
            Implementation.REGION_MAPPED,
            Implementation.QUEUE_AGRONA,
            Implementation.PIPE_AGRONA,
            Implementation.MAP_CHRONICLE,
            Implementation.SPIN,
            Implementation.FUTEX);

    /** Who are compared where processors are shared and where there is something to do inside the lock. */
    private static final Set<Implementation> CROWDED =
            EnumSet.of(Implementation.INTERLOCK, Implementation.C_PTHREAD_ROBUST);

    /** Ours, which go on; who goes on too; and one that does not. */
    private static final Set<Implementation> DEATHS = EnumSet.of(
            Implementation.INTERLOCK,
            Implementation.FILE_CHANNEL,
            Implementation.C_PTHREAD_ROBUST,
            Implementation.C_PTHREAD_NORMAL,
            Implementation.SEMAPHORE_RETURNING,
            Implementation.BARRIER);

    @Override
    public boolean runsUncontended(Implementation implementation) {
        return isCompared(implementation) && !implementation.subject().isCollection();
    }

    @Override
    public boolean runsContended(Implementation implementation, Load load, int processes) {
        if (!isCompared(implementation)) {
            return false;
        }
        return switch (implementation.subject()) {
            case READ_WRITE_LOCK -> processes == 4;
            case MAP -> processes == 2;
            case LOCK ->
                (processes == 2 && load == Load.EMPTY)
                        || (processes == 4
                                && (load == Load.EMPTY || load == Load.SHORT)
                                && CROWDED.contains(implementation));
            // Counted as values are, which says it all.
            case ARRAY, LATCH, LIST -> false;
            default -> processes == 2 && load == Load.EMPTY;
        };
    }

    @Override
    public boolean runsStream(Implementation implementation, int processes) {
        return isCompared(implementation) && processes == (implementation.subject() == Subject.QUEUE ? 3 : 2);
    }

    @Override
    public boolean runsHandOff(Implementation implementation, int processes, Placement placement) {
        return isCompared(implementation)
                && processes == 2
                && placement == Placement.APART
                && implementation.subject() != Subject.QUEUE;
    }

    @Override
    public boolean runsOpenLoop(Implementation implementation, int rate) {
        return rate == USUAL_RATE && implementation == Implementation.PIPE;
    }

    @Override
    public boolean runsAttach(Implementation implementation, boolean cold) {
        return Selection.isOurs(implementation) || (!cold && isCompared(implementation));
    }

    @Override
    public boolean runsDeath(Implementation implementation) {
        return DEATHS.contains(implementation);
    }

    @Override
    public boolean copies(int bytes) {
        return bytes == USUAL_BYTES;
    }

    private static boolean isCompared(Implementation implementation) {
        return Selection.isOurs(implementation) || PEERS.contains(implementation);
    }
}
