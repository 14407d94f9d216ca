package io.interlock.benchmarks.harness.worker;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.ListDriver;

/**
 * Appends elements that say whose they are and how many came before. After each window the first worker looks through the
 * list: each one's must be there in their order; then it clears the list.
 */
final class ListAppend implements Operation, CheckedPayload.Reader {

    private final ListDriver list;
    private final ControlBlock control;
    private final int worker;
    private final long[] seen;
    private long appended;
    private long cleared;

    ListAppend(ListDriver list, ControlBlock control, int worker) {
        this.list = list;
        this.control = control;
        this.worker = worker;
        this.seen = new long[control.workers().size()];
    }

    @Override
    public void acquire() {
        list.append(worker, ++appended);
    }

    @Override
    public int finish() {
        return 1;
    }

    @Override
    public void publish() {
        if (worker == 0) {
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
        if (second != seen[writer] + 1 || last != CheckedPayload.last(first, second)) {
            throw new IllegalStateException("elements of worker " + writer + " are not there once and in order: "
                    + (seen[writer] + 1) + " was due, and " + second + " came"
                    + (last == CheckedPayload.last(first, second) ? "" : ", torn"));
        }
        seen[writer] = second;
    }
}
