package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.internal.access.MappedMemory;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * [ENTRY] A thread that sees an entry's size sees all of the entry. As {@code EntryDirectory.append} and {@code readNew} do it, without
 * the admin lock, which
 * readers do not take, and without the directory object, whose monitor would order threads of one process.
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "no entry yet")
@Outcome(id = "128, 7, 9", expect = ACCEPTABLE, desc = "a whole entry")
@Outcome(expect = FORBIDDEN, desc = "half an entry")
@State
public class EntryPair {

    private static final int SIZE = 0;
    private static final int KIND = 8;
    private static final int BODY = 64;

    private final MappedMemory entry = new MappedMemory(ByteBuffer.allocateDirect(128));

    @Actor
    public void creator() {
        entry.putInt(KIND, 7);
        entry.putLong(BODY, 9);
        entry.putLongRelease(SIZE, 128);
    }

    @Actor
    public void reader(III_Result result) {
        result.r1 = (int) entry.getLongAcquire(SIZE);
        if (result.r1 != 0) {
            result.r2 = entry.getInt(KIND);
            result.r3 = (int) entry.getLong(BODY);
        }
    }
}
