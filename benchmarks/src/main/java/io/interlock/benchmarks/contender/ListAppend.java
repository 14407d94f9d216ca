package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.map.SharedList;
import io.interlock.benchmarks.message.Payload;

/**
 * Appends elements that say whose they are and how many came before. After each window the first contender looks through the
 * list: each one's must be there in their order; then it clears the list.
 */
final class ListAppend implements Operation, Payload.Reader {

    private final SharedList list;
    private final ControlBlock control;
    private final int contender;
    private final long[] seen;
    private long appended;
    private long cleared;

    ListAppend(SharedList list, ControlBlock control, int contender) {
        this.list = list;
        this.control = control;
        this.contender = contender;
        this.seen = new long[control.contenders().size()];
    }

    @Override
    public void acquire() {
        list.append(contender, ++appended);
    }

    @Override
    public int finish() {
        return 1;
    }

    @Override
    public void publish() {
        if (contender == 0) {
            int size = list.size();
            for (int i = 0; i < size; i++) {
                list.get(i, this);
            }
            list.clear();
            cleared += size;
            control.publish(cleared);
        }
    }

    @Override
    public void read(long first, long second, long last) {
        int writer = Math.toIntExact(first);
        if (second != seen[writer] + 1 || last != Payload.last(first, second)) {
            throw new IllegalStateException("elements of contender " + writer + " are not there once and in order: "
                    + (seen[writer] + 1) + " was due, and " + second + " came"
                    + (last == Payload.last(first, second) ? "" : ", torn"));
        }
        seen[writer] = second;
    }
}
