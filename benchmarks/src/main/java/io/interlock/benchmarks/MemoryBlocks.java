package io.interlock.benchmarks;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Two blocks of memory outside of the heap, from one of which is copied to the other. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls allocate() first.
public class MemoryBlocks {

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

    void copy() {
        to.put(0, from, 0, bytes);
    }
}
