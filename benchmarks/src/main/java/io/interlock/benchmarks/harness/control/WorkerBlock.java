package io.interlock.benchmarks.harness.control;

import static io.interlock.benchmarks.harness.control.ControlLayout.ACKNOWLEDGED;
import static io.interlock.benchmarks.harness.control.ControlLayout.ACQUIRED_NS;
import static io.interlock.benchmarks.harness.control.ControlLayout.CLOCK_NS;
import static io.interlock.benchmarks.harness.control.ControlLayout.COUNTED;
import static io.interlock.benchmarks.harness.control.ControlLayout.CPU;
import static io.interlock.benchmarks.harness.control.ControlLayout.CPU_NS;
import static io.interlock.benchmarks.harness.control.ControlLayout.FIRST_EDGE_NS;
import static io.interlock.benchmarks.harness.control.ControlLayout.INVOLUNTARY;
import static io.interlock.benchmarks.harness.control.ControlLayout.IN_WINDOW;
import static io.interlock.benchmarks.harness.control.ControlLayout.LAST_EDGE_NS;
import static io.interlock.benchmarks.harness.control.ControlLayout.LATENCY;
import static io.interlock.benchmarks.harness.control.ControlLayout.OPERATIONS;
import static io.interlock.benchmarks.harness.control.ControlLayout.OTHER_CPU;
import static io.interlock.benchmarks.harness.control.ControlLayout.PID;
import static io.interlock.benchmarks.harness.control.ControlLayout.ROUND;
import static io.interlock.benchmarks.harness.control.ControlLayout.STALL_NS;
import static io.interlock.benchmarks.harness.control.ControlLayout.STATE;
import static io.interlock.benchmarks.harness.control.ControlLayout.VOLUNTARY;

import org.HdrHistogram.AbstractHistogram;

/** One worker's part of the control block: it alone writes, the coordinator reads. */
public final class WorkerBlock {

    private final ControlWords words;

    WorkerBlock(ControlWords words) {
        this.words = words;
    }

    /** The worker's first words: its identity, and what its clock says. */
    public void introduce(long pid, long clockNs) {
        words.put(PID, pid);
        words.put(CLOCK_NS, clockNs);
        state(WorkerState.IDLE);
    }

    public long pid() {
        return words.get(PID);
    }

    public long clockNs() {
        return words.get(CLOCK_NS);
    }

    public WorkerState state() {
        return WorkerState.of(words.getAcquire(STATE)); // [STATE] acquire
    }

    public void state(WorkerState state) {
        words.putRelease(STATE, state.code()); // [STATE] release: the figures stand before the state that shows them
    }

    public long acknowledged() {
        return words.getAcquire(ACKNOWLEDGED); // [ACK] acquire
    }

    public void acknowledge(long sequence) {
        words.putRelease(ACKNOWLEDGED, sequence); // [ACK] release: after the state that the command led to
    }

    public long operations() {
        return words.get(OPERATIONS);
    }

    public void addOperations(long more) {
        words.put(OPERATIONS, operations() + more);
    }

    public long counted() {
        return words.get(COUNTED);
    }

    public void addCounted(long more) {
        words.put(COUNTED, counted() + more);
    }

    public long round() {
        return words.get(ROUND);
    }

    public void round(long round) {
        words.put(ROUND, round);
    }

    void place(long processor, long other) {
        words.put(CPU, processor);
        words.put(OTHER_CPU, other);
    }

    /** Whether it is to stay on the processors below. */
    public boolean isPlaced() {
        return processor() != Placement.ANY;
    }

    public long processor() {
        return words.get(CPU);
    }

    public long otherProcessor() {
        return words.get(OTHER_CPU);
    }

    /** Forgets the last window. */
    public void clearWindow() {
        for (int field = IN_WINDOW; field <= ACQUIRED_NS; field += Long.BYTES) {
            words.put(field, 0);
        }
        words.put(VOLUNTARY, 0);
        words.put(INVOLUNTARY, 0);
        for (int i = 0; i < LatencyBuckets.COUNT; i++) {
            words.put(LATENCY + i * Long.BYTES, 0);
        }
    }

    public void window(long operations, long firstEdgeNs, long lastEdgeNs, long stallNs) {
        words.put(IN_WINDOW, operations);
        words.put(FIRST_EDGE_NS, firstEdgeNs);
        words.put(LAST_EDGE_NS, lastEdgeNs);
        words.put(STALL_NS, stallNs);
    }

    /** What its thread used: processor time, and how often it left its processor, by itself and because it had to. */
    public void used(long cpuNs, long voluntary, long involuntary) {
        words.put(CPU_NS, cpuNs);
        words.put(VOLUNTARY, voluntary);
        words.put(INVOLUNTARY, involuntary);
    }

    public long inWindow() {
        return words.get(IN_WINDOW);
    }

    /** Between the worker's own two edges; 0 when it did not get to the first. */
    public long windowNs() {
        return lastEdgeNs() - firstEdgeNs();
    }

    public long firstEdgeNs() {
        return words.get(FIRST_EDGE_NS);
    }

    public long lastEdgeNs() {
        return words.get(LAST_EDGE_NS);
    }

    public long cpuNs() {
        return words.get(CPU_NS);
    }

    public long voluntarySwitches() {
        return words.get(VOLUNTARY);
    }

    public long involuntarySwitches() {
        return words.get(INVOLUNTARY);
    }

    public long stallNs() {
        return words.get(STALL_NS);
    }

    public void acquiredAt(long clockNs) {
        words.put(ACQUIRED_NS, clockNs);
    }

    public long acquiredNs() {
        return words.get(ACQUIRED_NS);
    }

    public void countLatency(long latencyNs) {
        int offset = LATENCY + LatencyBuckets.indexOf(latencyNs) * Long.BYTES;
        words.put(offset, words.get(offset) + 1);
    }

    /** Adds this worker's latencies to a histogram. */
    public void addLatenciesTo(AbstractHistogram histogram) {
        for (int i = 0; i < LatencyBuckets.COUNT; i++) {
            long count = words.get(LATENCY + i * Long.BYTES);
            if (count > 0) {
                histogram.recordValueWithCount(LatencyBuckets.valueAt(i), count);
            }
        }
    }
}
