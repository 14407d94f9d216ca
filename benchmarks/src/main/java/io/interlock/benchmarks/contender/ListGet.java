package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.driver.ListDriver;
import io.interlock.benchmarks.map.SharedList;
import io.interlock.benchmarks.message.Payload;

/** Gets an element of a list, any one of all. Each must be whole, and that of its index. */
public final class ListGet implements Operation, Payload.Reader {

    private final SharedList list;
    private final RandomIndex random;
    private int index;

    public ListGet(SharedList list, int contender) {
        this.list = list;
        this.random = new RandomIndex(contender, ListDriver.ELEMENTS);
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
        if (first != index || last != Payload.last(first, second)) {
            throw new IllegalStateException("element " + index + " is that of " + first
                    + (last == Payload.last(first, second) ? "" : ", and torn"));
        }
    }
}
