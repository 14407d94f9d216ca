package io.interlock.sync;

import io.interlock.testing.CrashCase;
import java.util.List;
import java.util.stream.Stream;

/** Every operation of the synchronization family that changes shared memory, with what its death may leave. */
final class CrashCases {

    private static final List<List<? extends CrashCase<?>>> ALL = List.of(
            OwnedLockCrashes.lock(OnOwnerDeath.FAIL),
            OwnedLockCrashes.lock(OnOwnerDeath.HAND_OVER),
            OwnedLockCrashes.reentrantLock(OnOwnerDeath.FAIL),
            OwnedLockCrashes.reentrantLock(OnOwnerDeath.HAND_OVER),
            ReadWriteLockCrashes.cases(OnOwnerDeath.FAIL),
            ReadWriteLockCrashes.cases(OnOwnerDeath.HAND_OVER),
            ConditionCrashes.cases(ConditionCrashes.Of.LOCK, OnOwnerDeath.FAIL),
            ConditionCrashes.cases(ConditionCrashes.Of.LOCK, OnOwnerDeath.HAND_OVER),
            ConditionCrashes.cases(ConditionCrashes.Of.WRITE_LOCK, OnOwnerDeath.FAIL),
            ConditionCrashes.cases(ConditionCrashes.Of.WRITE_LOCK, OnOwnerDeath.HAND_OVER),
            SemaphoreCrashes.plain(),
            SemaphoreCrashes.bounded(OnHolderDeath.KEEP),
            SemaphoreCrashes.bounded(OnHolderDeath.RETURN),
            EventCrashes.cases(),
            LatchCrashes.cases());

    /** Those in which a process counts, not a thread. */
    private static final List<List<? extends CrashCase<?>>> OF_PROCESSES =
            List.of(SemaphoreCrashes.returning(), BarrierCrashes.cases());

    private CrashCases() {}

    static Stream<CrashCase<?>> all() {
        return ALL.stream().flatMap(List::stream);
    }

    static Stream<CrashCase<?>> ofProcesses() {
        return OF_PROCESSES.stream().flatMap(List::stream);
    }

    /** Those in which a thread may fail and live. */
    static Stream<CrashCase<?>> failing() {
        return Stream.concat(all(), BarrierCrashes.cases().stream());
    }

    /** Those whose survivor may be another process. */
    static List<CrashCase<?>> alone() {
        return all().filter(CrashCase::soleWaiter).toList();
    }
}
