package io.interlock.benchmarks.jmh;

import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.LockDriver;
import io.interlock.benchmarks.harness.driver.MapDriver;
import io.interlock.benchmarks.harness.driver.Messenger;
import io.interlock.benchmarks.harness.driver.StreamDriver;
import io.interlock.benchmarks.harness.driver.ValueDriver;
import io.interlock.benchmarks.harness.worker.MapOperation;
import io.interlock.benchmarks.trial.ForkScope;
import io.interlock.benchmarks.trial.Solo;
import io.interlock.value.ShmLong;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** A primitive that one thread has for itself; only of peers that run in a JVM. */
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public abstract class Uncontended {

    private Solo solo;

    /** Gets what is to be used, for a field of its own. */
    abstract void use(Driver driver, ScenarioParameters parameters);

    @Setup(Level.Trial)
    public void open(BenchmarkParams benchmark) {
        ForkScope.current().watch();
        ScenarioParameters parameters = new ScenarioParameters(benchmark);
        solo = Solo.open(parameters.peer());
        use(solo.driver(), parameters);
    }

    @TearDown(Level.Trial)
    public void close() {
        solo.close();
    }

    /** A lock, or a permit. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls open() first.
    public static class OfLock extends Uncontended {
        private LockDriver lock;

        @Override
        void use(Driver driver, ScenarioParameters parameters) {
            lock = (LockDriver) driver;
        }

        public void lockAndUnlock() {
            lock.lock();
            lock.unlock();
        }
    }

    /** A map of which one thread gets values, or puts them. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls open() first.
    public static class OfMap extends Uncontended {
        private MapOperation operation;

        @Override
        void use(Driver driver, ScenarioParameters parameters) {
            operation = new MapOperation((MapDriver) driver, parameters.load().writes(), 0);
        }

        public void getOrPut() {
            operation.acquire();
        }
    }

    /** A lane on which one thread puts a message and takes it. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls open() first.
    public static class OfLane extends Uncontended implements CheckedPayload.Reader {
        private Messenger.Producer producer;
        private Messenger.Consumer consumer;
        private long put;
        private long taken;

        @Override
        void use(Driver driver, ScenarioParameters parameters) {
            producer = ((StreamDriver) driver).producer();
            consumer = ((StreamDriver) driver).consumer();
        }

        public void putAndTake() throws InterruptedException {
            producer.put(0, ++put);
            consumer.take(this);
        }

        @Override
        public void read(long first, long second, long last) {
            taken++;
            if (second != taken || last != CheckedPayload.last(first, second)) {
                throw new IllegalStateException("message " + taken + " was put, and message " + second + " was taken");
            }
        }
    }

    /**
     * Something to count up: the object itself, as a program holds it, where there is one. A driver in between is one load more
     * before the atomic instruction, which costs some more than others.
     */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls open() first.
    public static class OfNumber extends Uncontended {
        private static final VarHandle LONG =
                MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

        private ValueDriver driver;
        private @Nullable ShmLong shared;
        private @Nullable AtomicLong atomic;
        private @Nullable ByteBuffer mapped;

        @Override
        void use(Driver driver, ScenarioParameters parameters) {
            this.driver = (ValueDriver) driver;
            Object object = this.driver.object();
            shared = object instanceof ShmLong number ? number : null;
            atomic = object instanceof AtomicLong number ? number : null;
            mapped = object instanceof ByteBuffer words ? words : null;
        }

        public long getAndAdd() {
            ShmLong shared = this.shared;
            if (shared != null) {
                return shared.getAndAdd(1);
            }
            AtomicLong atomic = this.atomic;
            if (atomic != null) {
                return atomic.getAndAdd(1);
            }
            ByteBuffer mapped = this.mapped;
            if (mapped != null) {
                return (long) LONG.getAndAdd(mapped, 0, 1L);
            }
            return driver.getAndAdd(1);
        }
    }
}
