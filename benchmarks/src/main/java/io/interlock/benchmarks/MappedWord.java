package io.interlock.benchmarks;

import io.interlock.benchmarks.contest.Fork;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A word of mapped shared memory. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls map() first.
public class MappedWord {

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
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
        Fork fork = Fork.current();
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

    boolean compareAndSet(long expected, long value) {
        return LONG.compareAndSet(buffer, WORD, expected, value);
    }

    void setRelease(long value) {
        LONG.setRelease(buffer, WORD, value);
    }

    long getAndAdd(long delta) {
        return (long) LONG.getAndAdd(buffer, WORD, delta);
    }

    long getAndSet(long value) {
        return (long) LONG.getAndSet(buffer, WORD, value);
    }
}
