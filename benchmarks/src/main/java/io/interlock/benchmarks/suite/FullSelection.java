package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.control.Placement;
import io.interlock.benchmarks.driver.Implementation;
import java.util.EnumSet;
import java.util.Set;

/**
 * Everything but loads with one process, with eight, and of the portable fallback; of collections, hand-overs of two processes
 * on one processor and on two, and of eight on two, more than two processes of what is stored only for those that share memory,
 * and of operations at fixed times one rate.
 */
final class FullSelection implements Selection {

    /** Of what is stored, what more than two processes are for. */
    private static final Set<Implementation> WIDE =
            EnumSet.of(Implementation.MAP, Implementation.MAP_CHRONICLE, Implementation.MAP_LMDB, Implementation.LIST);

    @Override
    public boolean runsUncontended(Implementation implementation) {
        return true;
    }

    /** Something to do inside the lock tells locks apart where some wait and none are asleep for long: at 2 and 4. */
    @Override
    public boolean runsContended(Implementation implementation, Load load, int processes) {
        if (implementation.subject().isCollection()) {
            return processes <= 2 || WIDE.contains(implementation);
        }
        boolean loaded = load == Load.SHORT || load == Load.LONG;
        return !loaded || (!implementation.isPortable() && (processes == 2 || processes == 4));
    }

    @Override
    public boolean runsStream(Implementation implementation, int processes) {
        return processes != 4;
    }

    /** Two that spin on one processor take a time slice each. */
    @Override
    public boolean runsHandOff(Implementation implementation, int processes, Placement placement) {
        return implementation.subject().isCollection()
                ? (processes == 2) == (placement != Placement.TWO_CORES)
                : implementation != Implementation.SPIN || placement != Placement.TOGETHER;
    }

    @Override
    public boolean runsOpenLoop(Implementation implementation, int rate) {
        return rate == USUAL_RATE || !implementation.subject().isCollection();
    }

    @Override
    public boolean runsAttach(Implementation implementation, boolean cold) {
        return true;
    }

    @Override
    public boolean runsDeath(Implementation implementation) {
        return true;
    }

    @Override
    public boolean copies(int bytes) {
        return true;
    }
}
