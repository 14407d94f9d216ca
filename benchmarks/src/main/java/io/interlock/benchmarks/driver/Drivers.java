package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.control.ControlBlock;
import java.nio.file.Path;

/** Opens what runs in a JVM. */
public final class Drivers {

    private Drivers() {}

    /**
     * The primitive of a trial, for this process.
     *
     * @param controlFile files of the primitive itself have this name with an ending
     * @param first true in the one process that is to create the primitive
     */
    public static Driver open(Implementation implementation, ControlBlock control, Path controlFile, boolean first) {
        if (implementation.isPortable()) {
            System.setProperty("interlock.native", "false");
        }
        Path region = beside(controlFile, "region");
        return switch (implementation) {
            case INTERLOCK, INTERLOCK_PORTABLE -> new InterlockLock(region, first);
            case REENTRANT_LOCK, REENTRANT_JAVA -> new JavaLock();
            case FILE_CHANNEL -> new FileChannelLock(beside(controlFile, "lock"));
            case JNA_PTHREAD_ROBUST -> new PthreadMutex(control, true, first);
            case JNA_PTHREAD_NORMAL -> new PthreadMutex(control, false, first);
            case REENTRANT, REENTRANT_PORTABLE -> new InterlockReentrantLock(region, first);
            case SEMAPHORE, SEMAPHORE_PORTABLE ->
                switch (control.shape()) {
                    case LOOP -> new InterlockPermit(region, first);
                    default -> new InterlockSemaphores(region, first);
                };
            case SEMAPHORE_RETURNING -> new InterlockReturningPermit(region, first);
            case SEMAPHORE_JAVA ->
                switch (control.shape()) {
                    case LOOP -> new JavaPermit();
                    default -> new JavaSemaphores();
                };
            case EVENT, EVENT_PORTABLE -> new InterlockEvents(region, first);
            case CONDITION, CONDITION_PORTABLE -> new InterlockConditions(region, first, control);
            case CONDITION_JAVA -> new JavaConditions(control);
            case BARRIER, BARRIER_PORTABLE ->
                new InterlockBarrier(region, first, control.contenders().size());
            case BARRIER_JAVA -> new JavaBarrier(control.contenders().size());
            case READ_WRITE, READ_WRITE_PORTABLE -> new InterlockReadWriteLock(region, first);
            case READ_WRITE_JAVA -> new JavaReadWriteLock();
            case VALUE -> new InterlockValue(region, first);
            case VALUE_JAVA -> new JavaValue();
            case VALUE_MAPPED -> new MappedValue(control);
            default ->
                throw new IllegalArgumentException(
                        "implementation=" + implementation.label() + ": does not run in a JVM");
        };
    }

    private static Path beside(Path controlFile, String ending) {
        return controlFile.resolveSibling(controlFile.getFileName() + "-" + ending);
    }
}
