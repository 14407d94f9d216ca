package io.interlock.process;

import java.io.Serializable;

/**
 * A task for each child of a {@link JvmProcessGroup}; see {@link SerializableRunnable}.
 *
 * <pre>{@code
 * SerializableIntConsumer task = number -> System.out.println("child " + number);
 * try (JvmProcessGroup group = JvmProcessGroup.start(2, task)) {
 *     group.join();
 * }
 * }</pre>
 */
@FunctionalInterface
public interface SerializableIntConsumer extends Serializable {

    /**
     * Runs in the child. If it throws, the child ends with exit code 1 and the parent's {@code join} throws the
     * exception.
     *
     * @param number the child's number in its group, from 0
     * @throws Exception of any kind
     */
    void accept(int number) throws Exception;
}
