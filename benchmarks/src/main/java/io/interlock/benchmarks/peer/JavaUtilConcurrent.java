package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.driver.ArrayDriver;
import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.ConditionHandOff;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.LockDriver;
import io.interlock.benchmarks.harness.driver.MapDriver;
import io.interlock.benchmarks.harness.driver.MeetingHandOff;
import io.interlock.benchmarks.harness.driver.Messenger;
import io.interlock.benchmarks.harness.driver.ReadWriteDriver;
import io.interlock.benchmarks.harness.driver.SignalHandOff;
import io.interlock.benchmarks.harness.driver.SignalHandOff.Signal;
import io.interlock.benchmarks.harness.driver.ValueDriver;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/**
 * {@code java.util.concurrent} among threads of one process: what is reached without any sharing between processes. Not fair, as
 * it comes.
 */
final class JavaUtilConcurrent extends Library {

    private static final String LOCK = "reentrant-lock";
    private static final String LABEL = "one-process";
    private static final String LINKED = "one-process-linked";

    @Override
    public List<Peer> peers() {
        return List.of(
                threads(PrimitiveKind.LOCK, LOCK),
                threads(PrimitiveKind.REENTRANT_LOCK, LOCK),
                threads(PrimitiveKind.SEMAPHORE, LABEL),
                threads(PrimitiveKind.CONDITION, LABEL),
                threads(PrimitiveKind.BARRIER, LABEL),
                threads(PrimitiveKind.READ_WRITE_LOCK, LABEL),
                threads(PrimitiveKind.VALUE, LABEL),
                threads(PrimitiveKind.ARRAY, LABEL),
                threads(PrimitiveKind.LATCH, LABEL),
                threads(PrimitiveKind.QUEUE, LABEL),
                threads(PrimitiveKind.QUEUE, LINKED),
                threads(PrimitiveKind.MAP, LABEL));
    }

    @Override
    public Driver open(Peer peer, TrialContext trial) {
        return switch (peer.kind()) {
            case LOCK, REENTRANT_LOCK -> LockDriver.of(new ReentrantLock());
            case READ_WRITE_LOCK -> ReadWriteDriver.of(new ReentrantReadWriteLock());
            case SEMAPHORE -> semaphore(trial);
            case CONDITION -> conditions(trial);
            case BARRIER -> new MeetingHandOff(new CyclicBarrier(trial.workers())::await);
            case VALUE -> new Value(new AtomicLong());
            // Enough for two thousand million.
            case LATCH -> new Latch(new CountDownLatch(Integer.MAX_VALUE));
            case ARRAY -> new Array(new AtomicLongArray(ArrayDriver.LENGTH));
            case QUEUE ->
                trial.messages(peer, new Queues(trial.lanes(), peer.label().equals(LINKED)));
            case MAP -> trial.filled(new PayloadMap(new ConcurrentHashMap<>()));
            default -> super.open(peer, trial);
        };
    }

    private static Driver semaphore(TrialContext trial) {
        if (trial.isLoop()) {
            Semaphore permit = new Semaphore(1);
            return LockDriver.of(permit::acquireUninterruptibly, permit::release);
        }
        return new SignalHandOff(name -> new Permits(new Semaphore(0)));
    }

    private static Driver conditions(TrialContext trial) {
        return new ConditionHandOff(trial.control(), group -> {
            ReentrantLock lock = new ReentrantLock();
            return new ConditionHandOff.Monitor(lock, lock.newCondition());
        });
    }

    private record Permits(Semaphore semaphore) implements Signal {
        @Override
        public void send() {
            semaphore.release();
        }

        @Override
        public void await() throws InterruptedException {
            semaphore.acquire();
        }
    }

    private record Value(AtomicLong value) implements ValueDriver {
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

    private record Latch(CountDownLatch latch) implements ValueDriver {
        @Override
        public long getAndAdd(long delta) {
            latch.countDown();
            return 0;
        }

        @Override
        public long get() {
            return Integer.MAX_VALUE - latch.getCount();
        }
    }

    /** Each thread has its own of these, for the same array. */
    private static final class Array extends ArrayDriver {
        private final AtomicLongArray array;

        Array(AtomicLongArray array) {
            this.array = array;
        }

        @Override
        public Driver forThread() {
            return new Array(array);
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

    /** Nothing is copied here, and the thread that takes an array owns it, so that each message is a new one. */
    private static final class Queues implements Messenger {
        private final List<BlockingQueue<byte[]>> queues;

        Queues(int lanes, boolean linked) {
            this.queues = Stream.<BlockingQueue<byte[]>>generate(() ->
                            linked ? new LinkedBlockingQueue<>(LANE_MESSAGES) : new ArrayBlockingQueue<>(LANE_MESSAGES))
                    .limit(lanes)
                    .toList();
        }

        @Override
        public Producer producer(int lane) {
            BlockingQueue<byte[]> queue = queues.get(lane);
            return (first, second) -> queue.put(CheckedPayload.of(first, second));
        }

        @Override
        public Consumer consumer(int lane) {
            BlockingQueue<byte[]> queue = queues.get(lane);
            return reader -> CheckedPayload.read(queue.take(), reader);
        }
    }

    /** Nothing is copied here either. */
    private record PayloadMap(ConcurrentHashMap<Long, byte[]> map) implements MapDriver {
        @Override
        public boolean get(long key, CheckedPayload.Reader reader) {
            byte[] value = map.get(key);
            if (value == null) {
                return false;
            }
            CheckedPayload.read(value, reader);
            return true;
        }

        @Override
        public void put(long key, long stamp) {
            map.put(key, CheckedPayload.of(key, stamp));
        }

        @Override
        public long size() {
            return map.mappingCount();
        }
    }
}
