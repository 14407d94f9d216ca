package io.interlock.ordering;

import io.interlock.testing.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Locks, semaphores, events, latches, values and arrays: what threads do to them at once has an order; see
 * {@link Linearizability}. Not the read-write lock, the barrier and conditions: {@code tryLock} of the first may fail for
 * another's try at the same moment, as its Javadoc says, and all that the others do is wait.
 */
@Tag("exhaustive")
class LinearizabilityTest {

    private static final List<Class<?>> TYPES = List.of(
            LockOperations.Locks.class,
            LockOperations.ReentrantLocks.class,
            SemaphoreOperations.Semaphores.class,
            SemaphoreOperations.KeepingSemaphores.class,
            SemaphoreOperations.ReturningSemaphores.class,
            SignalOperations.Events.class,
            SignalOperations.Latches.class,
            ValueOperations.Longs.class,
            ValueOperations.LongArrays.class,
            ValueOperations.ShortArrays.class);

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    @Timeout(600) // watchdog against a hang
    void everyRunHasAnOrder(@TempDir Path temporary) throws Exception {
        Linearizability.check(TYPES, workspace, temporary);
    }
}
