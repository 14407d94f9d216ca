package io.interlock.benchmarks.harness.worker;

import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.ListDriver;

/** Gets an element of a list, any one of all. Each must be whole, and that of its index. */
public final class ListGet implements Operation, CheckedPayload.Reader {

    private final ListDriver list;
    private final RandomIndex random;
    private int index;

    public ListGet(ListDriver list, int worker) {
        this.list = list;
        this.random = new RandomIndex(worker, ListDriver.ELEMENTS);
    }

    @Override
    public void acquire() {
        index = random.next();
        list.get(index, this);
    }

    @Override
    public int finish() {
        return 0;
    }

    @Override
    public void read(long first, long second, long last) {
        if (first != index || last != CheckedPayload.last(first, second)) {
            throw new IllegalStateException("element " + index + " is that of " + first
                    + (last == CheckedPayload.last(first, second) ? "" : ", and torn"));
        }
    }
}
