package io.interlock.benchmarks.jmh;

import com.sun.jna.Memory;
import io.interlock.benchmarks.harness.control.Command;
import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.trial.ForkScope;
import io.interlock.benchmarks.trial.Latencies;
import io.interlock.benchmarks.trial.Trial;
import io.interlock.benchmarks.trial.Trials;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;

/** What the machine itself does, without any primitive. */
public final class Hardware {

    private Hardware() {}

    /** Two processes that bounce a cache line: the fork sends, a worker echoes. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls start() first.
    public static class CacheLine {

        /** So many round trips for one reading of the clock, which costs a quarter of one. */
        private static final int BATCH = 16;

        /** Some seconds: the other end is gone. */
        private static final long HOPELESS_SPINS = 2_000_000_000L;

        @Param("reference")
        public String implementation;

        private Trial trial;
        private ControlBlock control;
        private long sent;

        @Setup(Level.Trial)
        public void start() {
            ForkScope.current().watch();
            trial = Trials.startEcho();
            control = trial.control();
            trial.post(Command.ECHO, 0);
        }

        @TearDown(Level.Trial)
        public void stop() {
            trial.close();
        }

        public void bounce(IterationParams iteration) {
            Histogram roundTrips = Latencies.newHistogram();
            long now = System.nanoTime();
            long end = now + iteration.getTime().convertTo(TimeUnit.NANOSECONDS);
            while (now < end) {
                for (int i = 0; i < BATCH; i++) {
                    roundTrip();
                }
                long next = System.nanoTime();
                roundTrips.recordValue((next - now) / BATCH);
                now = next;
            }
            WindowProfiler.report(new WindowFigure("roundTrip", roundTrips.getValueAtPercentile(50), "ns"));
            WindowProfiler.report("roundTrip", roundTrips);
        }

        private void roundTrip() {
            control.ping(++sent);
            for (long spins = 0; control.pong() != sent; spins++) {
                if (spins > HOPELESS_SPINS) {
                    throw new IllegalStateException("the other end of the ping-pong does not answer");
                }
            }
        }
    }

    /** A word of mapped shared memory. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls map() first.
    public static class MappedWord {

        private static final VarHandle LONG =
                MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
        private static final int BYTES = 4096;

        /**
         * Not at a page's start: the JVM polls for safepoints there, in another page, and processors that compare twelve bits of an
         * address have such a load wait for an atomic operation on this word. That took two of six nanoseconds.
         */
        private static final int WORD = 128;

        @Param("reference")
        public String implementation;

        private Path file;
        private ByteBuffer buffer;

        @Setup(Level.Trial)
        public void map() {
            ForkScope fork = ForkScope.current();
            fork.watch();
            file = fork.files().shared(fork.nextTrial());
            buffer = fork.make(() -> create(file));
        }

        @TearDown(Level.Trial)
        public void remove() throws IOException {
            Files.deleteIfExists(file);
        }

        private static ByteBuffer create(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(BYTES));
                return channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES).order(ByteOrder.nativeOrder());
            }
        }

        public boolean compareAndSet(long expected, long value) {
            return LONG.compareAndSet(buffer, WORD, expected, value);
        }

        public void setRelease(long value) {
            LONG.setRelease(buffer, WORD, value);
        }

        public long getAndAdd(long delta) {
            return (long) LONG.getAndAdd(buffer, WORD, delta);
        }

        public long getAndSet(long value) {
            return (long) LONG.getAndSet(buffer, WORD, value);
        }
    }

    /** Two blocks of memory outside of the heap, from one of which is copied to the other. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls allocate() first.
    public static class MemoryBlocks {

        @Param("reference")
        public String implementation;

        /** The largest is far beyond any cache. */
        @Param({"64", "4096", "67108864"})
        public int bytes;

        private Memory source;
        private Memory target;
        private ByteBuffer from;
        private ByteBuffer to;

        @Setup(Level.Trial)
        public void allocate() {
            source = new Memory(bytes);
            target = new Memory(bytes);
            // Touched, so that no copy has to wait for a page; and of a value that no page of zeros has.
            source.setMemory(0, bytes, (byte) 1);
            target.setMemory(0, bytes, (byte) 2);
            from = source.getByteBuffer(0, bytes);
            to = target.getByteBuffer(0, bytes);
        }

        @TearDown(Level.Trial)
        public void check() {
            boolean copied = to.equals(from);
            source.close();
            target.close();
            if (!copied) {
                throw new IllegalStateException("what was copied is not what is there");
            }
        }

        public void copy() {
            to.put(0, from, 0, bytes);
        }
    }
}
