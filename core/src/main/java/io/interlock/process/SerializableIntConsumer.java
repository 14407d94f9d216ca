package io.interlock.process;

import java.io.Serializable;

/** What each child of a group runs; see {@link SerializableRunnable}. */
@FunctionalInterface
public interface SerializableIntConsumer extends Serializable {

    /**
     * Runs in the child; an exception ends the child with status 1 and reaches the parent at {@code join}.
     *
     * @param number the child's number in its group, from 0 on
     */
    void accept(int number) throws Exception;
}
