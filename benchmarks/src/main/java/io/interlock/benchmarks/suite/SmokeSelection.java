package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.control.Placement;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.driver.Subject;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is checked and not measured: each implementation of a lock with two processes, of most others ours and those in C, and
 * of collections one shape each of ours.
 */
final class SmokeSelection implements Selection {

    /** One of each way to find out, and one that does not. */
    private static final Set<Implementation> DEATHS = EnumSet.of(
            Implementation.INTERLOCK,
            Implementation.INTERLOCK_PORTABLE,
            Implementation.FILE_CHANNEL,
            Implementation.C_PTHREAD_ROBUST,
            Implementation.C_PTHREAD_NORMAL,
            Implementation.REENTRANT,
            Implementation.SEMAPHORE_RETURNING,
            Implementation.BARRIER);

    @Override
    public boolean runsUncontended(Implementation implementation) {
        return !implementation.subject().isCollection()
                && (implementation.subject() == Subject.LOCK || Selection.isOurs(implementation));
    }

    @Override
    public boolean runsContended(Implementation implementation, Load load, int processes) {
        if (processes != 2) {
            return false;
        }
        return switch (implementation.subject()) {
            case READ_WRITE_LOCK -> load == Load.MIXED && Selection.isMain(implementation);
            case MAP -> load == Load.PUT && Selection.isOurs(implementation);
            case LIST -> false;
            // What is counted as values are, and says little more.
            case ARRAY, LATCH -> load == Load.EMPTY && Selection.isOurs(implementation);
            case LOCK -> load == Load.EMPTY || (load == Load.SHORT && Selection.isOurs(implementation));
            default -> load == Load.EMPTY && Selection.isMain(implementation);
        };
    }

    @Override
    public boolean runsStream(Implementation implementation, int processes) {
        return processes == 3 && implementation == Implementation.QUEUE;
    }

    @Override
    public boolean runsHandOff(Implementation implementation, int processes, Placement placement) {
        if (processes != 2 || placement != Placement.APART) {
            return false;
        }
        return implementation.subject().isCollection()
                ? implementation == Implementation.PIPE
                : Selection.isMain(implementation) || implementation.subject() == Subject.REFERENCE;
    }

    @Override
    public boolean runsOpenLoop(Implementation implementation, int rate) {
        return rate == USUAL_RATE && implementation == Implementation.SEMAPHORE;
    }

    @Override
    public boolean runsAttach(Implementation implementation, boolean cold) {
        return Selection.isOurs(implementation);
    }

    @Override
    public boolean runsDeath(Implementation implementation) {
        return DEATHS.contains(implementation);
    }

    @Override
    public boolean copies(int bytes) {
        return bytes == USUAL_BYTES;
    }
}
