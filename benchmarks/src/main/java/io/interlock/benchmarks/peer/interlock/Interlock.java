package io.interlock.benchmarks.peer.interlock;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.benchmarks.harness.driver.ArrayDriver;
import io.interlock.benchmarks.harness.driver.AttachDriver;
import io.interlock.benchmarks.harness.driver.ConditionHandOff;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.LockDriver;
import io.interlock.benchmarks.harness.driver.MeetingHandOff;
import io.interlock.benchmarks.harness.driver.Messenger;
import io.interlock.benchmarks.harness.driver.ReadWriteDriver;
import io.interlock.benchmarks.harness.driver.SignalHandOff;
import io.interlock.benchmarks.harness.driver.SignalHandOff.Signal;
import io.interlock.benchmarks.harness.driver.ValueDriver;
import io.interlock.benchmarks.peer.Library;
import io.interlock.benchmarks.peer.Peer;
import io.interlock.benchmarks.peer.PrimitiveKind;
import io.interlock.benchmarks.peer.TrialContext;
import io.interlock.collection.QueueOptions;
import io.interlock.sync.OnHolderDeath;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmBarrier;
import io.interlock.sync.ShmBoundedSemaphore;
import io.interlock.sync.ShmEvent;
import io.interlock.sync.ShmLatch;
import io.interlock.sync.ShmLock;
import io.interlock.sync.ShmSemaphore;
import io.interlock.value.ShmLong;
import io.interlock.value.ShmLongArray;
import java.nio.file.Path;
import java.util.List;

/** What this project is about. */
public final class Interlock extends Library {

    private static final String PLAIN = "interlock";

    /** Without native calls: its whole JVM does without. */
    private static final String PORTABLE = "interlock-portable";

    /** Bounded, and its permits return when their holder dies. */
    private static final String RETURNING = "interlock-returning";

    /** For one producer, as far as there is one, and one consumer. */
    private static final String SINGLE = "interlock-single";

    /** By arrays; the plain one's messages are written and read where they stand, as the other libraries do it. */
    private static final String COPYING = "interlock-copying";

    /** Values are read where they stand, and replaced unread. */
    private static final String IN_PLACE = "interlock-in-place";

    @Override
    public List<Peer> peers() {
        return List.of(
                jvms(PrimitiveKind.LOCK, PLAIN),
                jvms(PrimitiveKind.LOCK, PORTABLE),
                jvms(PrimitiveKind.REENTRANT_LOCK, PLAIN),
                jvms(PrimitiveKind.REENTRANT_LOCK, PORTABLE),
                jvms(PrimitiveKind.SEMAPHORE, PLAIN),
                jvms(PrimitiveKind.SEMAPHORE, PORTABLE),
                jvms(PrimitiveKind.SEMAPHORE, RETURNING),
                jvms(PrimitiveKind.EVENT, PLAIN),
                jvms(PrimitiveKind.EVENT, PORTABLE),
                jvms(PrimitiveKind.CONDITION, PLAIN),
                jvms(PrimitiveKind.CONDITION, PORTABLE),
                jvms(PrimitiveKind.BARRIER, PLAIN),
                jvms(PrimitiveKind.BARRIER, PORTABLE),
                jvms(PrimitiveKind.READ_WRITE_LOCK, PLAIN),
                jvms(PrimitiveKind.READ_WRITE_LOCK, PORTABLE),
                jvms(PrimitiveKind.VALUE, PLAIN),
                jvms(PrimitiveKind.ARRAY, PLAIN),
                jvms(PrimitiveKind.LATCH, PLAIN),
                jvms(PrimitiveKind.REGION, PLAIN),
                jvms(PrimitiveKind.REGION, PORTABLE),
                jvms(PrimitiveKind.QUEUE, PLAIN),
                jvms(PrimitiveKind.QUEUE, SINGLE),
                jvms(PrimitiveKind.PIPE, PLAIN),
                jvms(PrimitiveKind.PIPE, COPYING),
                jvms(PrimitiveKind.MAP, PLAIN),
                jvms(PrimitiveKind.MAP, IN_PLACE),
                jvms(PrimitiveKind.LIST, PLAIN));
    }

    static boolean isPortable(Peer peer) {
        return peer.label().equals(PORTABLE);
    }

    private static void choose(Peer peer) {
        if (isPortable(peer)) {
            System.setProperty("interlock.native", "false");
        }
    }

    @Override
    public AttachDriver attaching(Peer peer, Path file, boolean first) {
        choose(peer);
        return new InterlockAttach(file, first);
    }

    @Override
    public Driver open(Peer peer, TrialContext trial) {
        choose(peer);
        Opened opened = new Opened(peer, trial);
        return switch (peer.kind()) {
            case LOCK -> LockDriver.of(opened.region().lock("lock", OnOwnerDeath.HAND_OVER));
            case REENTRANT_LOCK -> LockDriver.of(opened.region().reentrantLock("lock", OnOwnerDeath.HAND_OVER));
            case READ_WRITE_LOCK -> ReadWriteDriver.of(opened.region().readWriteLock("lock", OnOwnerDeath.HAND_OVER));
            case SEMAPHORE -> opened.semaphore();
            case EVENT -> opened.events();
            case CONDITION -> opened.conditions();
            case BARRIER -> opened.barrier();
            case VALUE -> new Value(opened.region().longValue("value"));
            case ARRAY -> new Array(opened.region().longArray("array", ArrayDriver.LENGTH));
            case LATCH -> new Latch(opened.region().latch("latch", Long.MAX_VALUE));
            case QUEUE -> trial.messages(peer, opened.queues());
            case PIPE -> trial.messages(peer, opened.pipes());
            case MAP ->
                trial.filled(InterlockMap.of(
                        opened.region(InterlockMap.CAPACITY_BYTES), peer.label().equals(IN_PLACE)));
            case LIST -> InterlockList.filled(opened.region(InterlockList.CAPACITY_BYTES), trial);
            default -> super.open(peer, trial);
        };
    }

    /** One peer in one process. */
    private record Opened(Peer peer, TrialContext trial) {

        private static final long CAPACITY_BYTES = 1 << 20;

        Region region() {
            return region(CAPACITY_BYTES);
        }

        /** Its creator removes it. */
        Region region(long capacityBytes) {
            Region region = Region.builder(trial.file("region"))
                    .mode(trial.isFirst() ? OpenMode.CREATE : OpenMode.OPEN)
                    .capacity(capacityBytes)
                    .open();
            trial.owned(() -> {
                if (trial.isFirst()) {
                    region.unlink();
                }
                region.close();
            });
            return region;
        }

        /** A region in which all lanes fit besides what every region has. */
        Region regionOfLanes() {
            return region(CAPACITY_BYTES + trial.lanes() * (long) Messenger.LANE_BYTES);
        }

        Driver semaphore() {
            Region region = region();
            if (peer.label().equals(RETURNING)) {
                ShmBoundedSemaphore bounded = region.boundedSemaphore("semaphore", 1, OnHolderDeath.RETURN);
                return LockDriver.of(bounded::acquireUninterruptibly, bounded::release);
            }
            if (trial.isLoop()) {
                ShmSemaphore permit = region.semaphore("semaphore", 1);
                return LockDriver.of(permit::acquireUninterruptibly, permit::release);
            }
            return new SignalHandOff(name -> new Permits(region.semaphore(name, 0)));
        }

        Driver events() {
            Region region = region();
            return new SignalHandOff(name -> new Flag(region.event(name)));
        }

        Driver conditions() {
            Region region = region();
            return new ConditionHandOff(trial.control(), group -> {
                ShmLock lock = region.lock("lock-" + group);
                return new ConditionHandOff.Monitor(lock, lock.condition("turned-" + group));
            });
        }

        Driver barrier() {
            Region region = region();
            if (trial.isLoop()) {
                return new InterlockUnreachableBarrier(region, trial.isFirst());
            }
            ShmBarrier barrier = region.barrier("barrier", trial.workers());
            return new MeetingHandOff(barrier::await);
        }

        Messenger queues() {
            QueueOptions options = QueueOptions.ofBytes(Messenger.LANE_BYTES);
            if (peer.label().equals(SINGLE)) {
                options = options.withSingleConsumer();
                options = trial.hasOneProducer() ? options.withSingleProducer() : options;
            }
            return new InterlockQueues(regionOfLanes(), options);
        }

        Messenger pipes() {
            return new InterlockPipes(regionOfLanes(), peer.label().equals(PLAIN));
        }
    }

    private record Permits(ShmSemaphore semaphore) implements Signal {
        @Override
        public void send() {
            semaphore.release();
        }

        @Override
        public void await() throws InterruptedException {
            semaphore.acquire();
        }
    }

    private record Flag(ShmEvent event) implements Signal {
        @Override
        public void send() {
            event.set();
        }

        @Override
        public void await() throws InterruptedException {
            event.await();
            event.clear();
        }
    }

    private record Value(ShmLong value) implements ValueDriver {
        @Override
        public long getAndAdd(long delta) {
            return value.getAndAdd(delta);
        }

        @Override
        public long get() {
            return value.get();
        }

        @Override
        public Object object() {
            return value;
        }
    }

    /** A latch that nobody gets to open: what is added up is how often it was counted down. */
    private record Latch(ShmLatch latch) implements ValueDriver {
        @Override
        public long getAndAdd(long delta) {
            latch.countDown();
            return 0;
        }

        @Override
        public long get() {
            return Long.MAX_VALUE - latch.getCount();
        }
    }

    private static final class Array extends ArrayDriver {
        private final ShmLongArray array;

        Array(ShmLongArray array) {
            this.array = array;
        }

        @Override
        protected long getAndAdd(int index, long delta) {
            return array.getAndAdd(index, delta);
        }

        @Override
        protected long get(int index) {
            return array.get(index);
        }
    }
}
