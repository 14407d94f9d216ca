package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.internal.access.MappedMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * [BACKED], [SLOTS] and [POOL] Who sees the mark sees, through the mapping, what was written through the file before, and
 * what was stored after that. As {@code EntryDirectory.back}, {@code ThreadTable.backMore} and {@code PageAllocator.growUnderAdmin} do it;
 * they write zeros, which a hole reads as too, so here something else is written.
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "not there yet")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "all there")
@Outcome(expect = FORBIDDEN, desc = "a mark before what it promises")
@State
public class BackedPair {

    private static final int MARK = 0;
    private static final int WRITTEN = 64;
    private static final int STORED = 128;
    private static final int BYTES = 256;
    private static final FileChannel FILE = openUnlinked();
    private static final MappedMemory ALL = map();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final int at = Math.floorMod(NEXT.getAndIncrement(), Pool.SIZE) * BYTES;
    private final MappedMemory memory = ALL.slice(at, BYTES);

    public BackedPair() {
        memory.clear();
    }

    @Actor
    public void grower() {
        try {
            FILE.write(ByteBuffer.wrap(new byte[] {1}), at + WRITTEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        memory.putInt(STORED, 1);
        memory.putIntVolatile(MARK, 1);
    }

    @Actor
    public void user(III_Result result) {
        result.r1 = memory.getIntVolatile(MARK);
        if (result.r1 != 0) {
            result.r2 = memory.getBytes(WRITTEN, 1)[0];
            result.r3 = memory.getInt(STORED);
        }
    }

    private static FileChannel openUnlinked() {
        try {
            Path file = Files.createTempFile("interlock-ordering-", "");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Files.delete(file);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MappedMemory map() {
        try {
            return new MappedMemory(FILE.map(MapMode.READ_WRITE, 0, (long) Pool.SIZE * BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
