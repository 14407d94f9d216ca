package io.interlock.internal.catalogue;

import io.interlock.RegionEntry;
import io.interlock.RegionThread;
import io.interlock.collection.ShmList;
import io.interlock.collection.ShmMap;
import io.interlock.collection.ShmNamespace;
import io.interlock.collection.ShmPipe;
import io.interlock.collection.ShmQueue;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.directory.Verification;
import io.interlock.internal.format.Kind;
import io.interlock.internal.inspect.RegionReader;
import io.interlock.internal.inspect.RegionReport;
import io.interlock.internal.thread.Inspection;
import io.interlock.internal.thread.ThreadState;
import io.interlock.sync.ShmBarrier;
import io.interlock.sync.ShmBoundedSemaphore;
import io.interlock.sync.ShmCondition;
import io.interlock.sync.ShmEvent;
import io.interlock.sync.ShmLatch;
import io.interlock.sync.ShmLock;
import io.interlock.sync.ShmReadWriteLock;
import io.interlock.sync.ShmReentrantLock;
import io.interlock.sync.ShmSemaphore;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which primitives there are to ask what an entry says, and what they say in the words of this package. */
public final class PrimitiveCatalogue {

    /** Each public primitive; one that is missing here is listed without its state. */
    public static final List<Class<?>> PRIMITIVES = Stream.of(
                    List.of(
                            ShmLock.class,
                            ShmReentrantLock.class,
                            ShmReadWriteLock.class,
                            ShmCondition.class,
                            ShmSemaphore.class,
                            ShmBoundedSemaphore.class,
                            ShmEvent.class,
                            ShmLatch.class,
                            ShmBarrier.class,
                            ShmMap.class,
                            ShmList.class,
                            ShmNamespace.class,
                            ShmQueue.class,
                            ShmPipe.class),
                    ValueTypes.TYPES)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableList());

    private static final Map<Integer, Inspection.Inspector> INSPECTORS = PRIMITIVES.stream()
            .map(type -> (PrimitiveType<?, ?>) PrimitiveType.of(type))
            .collect(Collectors.toUnmodifiableMap(type -> type.kind().code(), PrimitiveType::inspector));

    private static final Map<Integer, Verification.Verifier> VERIFIERS = PRIMITIVES.stream()
            .map(type -> (PrimitiveType<?, ?>) PrimitiveType.of(type))
            .collect(Collectors.toUnmodifiableMap(type -> type.kind().code(), PrimitiveType::verifier));

    public static final RegionReader READER =
            new RegionReader(kind -> INSPECTORS.getOrDefault(kind, Inspection.Inspector.NOTHING));

    private PrimitiveCatalogue() {}

    /** What is wrong with a region that is open; empty if nothing is. */
    public static List<String> verify(RegionRuntime file) {
        return Verification.of(file, kind -> VERIFIERS.getOrDefault(kind, Verification.Verifier.NOTHING));
    }

    public static List<RegionEntry> of(RegionReport report) {
        return report.entries().stream().map(PrimitiveCatalogue::entry).toList();
    }

    public static RegionThread thread(String role, ThreadState thread) {
        Optional<Instant> since =
                Optional.of(thread.claimedMs()).filter(ms -> ms != 0).map(Instant::ofEpochMilli);
        return new RegionThread(role, thread.pid(), thread.pidNamespace(), thread.slot(), since, thread.alive());
    }

    private static RegionEntry entry(RegionReport.Entry entry) {
        return new RegionEntry(
                entry.name(),
                Kind.describe(entry.kind()),
                entry.config(),
                entry.bytes(),
                Instant.ofEpochMilli(entry.createdMs()),
                entry.creatorPid(),
                entry.creatorPidNamespace(),
                entry.holders().stream()
                        .map(holder -> thread(holder.as(), holder.thread()))
                        .toList(),
                entry.sleepers().stream()
                        .map(sleeper -> thread("waiter", sleeper))
                        .toList(),
                Collections.unmodifiableMap(new LinkedHashMap<>(entry.state())));
    }
}
