package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.Shape;
import io.interlock.benchmarks.map.Chronicle;
import io.interlock.benchmarks.map.InterlockList;
import io.interlock.benchmarks.map.InterlockMap;
import io.interlock.benchmarks.map.JavaMap;
import io.interlock.benchmarks.map.Lmdb;
import io.interlock.benchmarks.message.Carrier;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** Opens what runs in a JVM. */
public final class Drivers {

    /**
     * Far more than is in it, taken as it is used: nothing that was replaced is reused while somebody reads, and each put
     * replaces several pages. A reader that loses its processor for a tenth of a second holds a gigabyte back.
     */
    private static final long LMDB_BYTES = 4L << 30;

    private Drivers() {}

    /**
     * The primitive of a trial, for this process.
     *
     * @param controlFile files of the primitive itself have this name with an ending
     * @param contender whose; the first creates the primitive. Threads of one process share a driver, that of the first
     */
    public static Driver open(Implementation implementation, ControlBlock control, Path controlFile, int contender) {
        boolean first = contender == 0;
        choosePortable(implementation);
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
                switch (control.shape()) {
                    case LOOP -> new InterlockBreakable(region, first);
                    default ->
                        new InterlockBarrier(region, first, control.contenders().size());
                };
            case BARRIER_JAVA -> new JavaBarrier(control.contenders().size());
            case READ_WRITE, READ_WRITE_PORTABLE -> new InterlockReadWriteLock(region, first);
            case READ_WRITE_JAVA -> new JavaReadWriteLock();
            case VALUE -> new InterlockValue(region, first);
            case VALUE_JAVA -> new JavaValue();
            case VALUE_MAPPED -> new MappedValue(control);
            case ARRAY -> new InterlockArray(region, first);
            case ARRAY_JAVA -> new JavaArray(new AtomicLongArray(Elements.LENGTH));
            case ARRAY_MAPPED -> new MappedArray(control);
            case LATCH -> new InterlockLatch(region, first);
            case LATCH_JAVA -> new JavaLatch();
            case REGION, REGION_PORTABLE, REGION_MAPPED -> attaching(implementation, region, first);
            case QUEUE,
                    QUEUE_SINGLE,
                    QUEUE_AGRONA,
                    QUEUE_CHRONICLE,
                    QUEUE_JAVA,
                    QUEUE_JAVA_LINKED,
                    PIPE,
                    PIPE_COPYING,
                    PIPE_AGRONA,
                    PIPE_AERON -> messages(implementation, control, controlFile, contender);
            case MAP -> MapDriver.filled(new InterlockMap(region, first), first);
            case MAP_IN_PLACE -> MapDriver.filled(new InterlockMap.InPlace(region, first), first);
            case MAP_CHRONICLE ->
                MapDriver.filled(new Chronicle(beside(controlFile, "chronicle"), MapDriver.KEYS), first);
            case MAP_LMDB ->
                MapDriver.filled(
                        new Lmdb(beside(controlFile, "lmdb"), beside(controlFile, "natives"), LMDB_BYTES), first);
            case LIST -> ListDriver.of(new InterlockList(region, first), first && control.writes() == 0);
            case MAP_JAVA -> MapDriver.filled(new JavaMap(), first);
            default ->
                throw new IllegalArgumentException(
                        "implementation=" + implementation.label() + ": does not run in a JVM");
        };
    }

    private static Driver messages(
            Implementation implementation, ControlBlock control, Path controlFile, int contender) {
        int all = control.contenders().size();
        Shape shape = control.shape();
        Carrier carrier = Carriers.open(
                implementation,
                controlFile,
                contender == 0,
                new Carriers.Lanes(
                        shape == Shape.PAIRS ? MessageHandOff.LANES : 1,
                        shape != Shape.STREAM || all == 2,
                        all <= Runtime.getRuntime().availableProcessors()));
        if (shape != Shape.PAIRS) {
            return new StreamDriver(carrier);
        }
        boolean shared = implementation.kind() == Implementation.Kind.THREADS;
        List<Integer> contenders = shared ? IntStream.range(0, all).boxed().toList() : List.of(contender);
        return new MessageHandOff(carrier, shape, contenders);
    }

    /**
     * What a process opens.
     *
     * @param file of the memory itself
     * @param first true in the process that is to make it
     */
    public static AttachDriver attaching(Implementation implementation, Path file, boolean first) {
        choosePortable(implementation);
        return switch (implementation) {
            case REGION, REGION_PORTABLE -> new InterlockAttach(file, first);
            case REGION_MAPPED -> new MappedAttach(file, first);
            default ->
                throw new IllegalArgumentException("implementation=" + implementation.label() + ": nothing to attach");
        };
    }

    private static void choosePortable(Implementation implementation) {
        if (implementation.isPortable()) {
            System.setProperty("interlock.native", "false");
        }
    }

    static Path beside(Path controlFile, String ending) {
        return controlFile.resolveSibling(controlFile.getFileName() + "-" + ending);
    }
}
