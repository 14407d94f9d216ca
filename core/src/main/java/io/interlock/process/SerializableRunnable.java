package io.interlock.process;

import java.io.Serializable;

/**
 * A task for a child process: a lambda that is serialized with the values that it captures.
 *
 * <pre>{@code
 * ShmLong count = region.longValue("count"); // arrives in the child attached to the same region
 * SerializableRunnable task = () -> count.incrementAndGet();
 * JvmProcess.start(task).join();
 * System.out.println(count.get());
 * }</pre>
 */
@FunctionalInterface
public interface SerializableRunnable extends Serializable {

    /**
     * Runs in the child. If it throws, the child ends with exit code 1 and the parent's {@code join} throws the
     * exception.
     *
     * @throws Exception of any kind
     */
    void run() throws Exception;
}
