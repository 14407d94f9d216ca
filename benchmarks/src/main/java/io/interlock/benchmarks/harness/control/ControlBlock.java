package io.interlock.benchmarks.harness.control;

import static io.interlock.benchmarks.harness.control.ControlLayout.COMMAND;
import static io.interlock.benchmarks.harness.control.ControlLayout.COUNTER;
import static io.interlock.benchmarks.harness.control.ControlLayout.INSIDE_NS;
import static io.interlock.benchmarks.harness.control.ControlLayout.INTERVAL_NS;
import static io.interlock.benchmarks.harness.control.ControlLayout.LAST_OWNER;
import static io.interlock.benchmarks.harness.control.ControlLayout.LOCK;
import static io.interlock.benchmarks.harness.control.ControlLayout.LOCK_BYTES;
import static io.interlock.benchmarks.harness.control.ControlLayout.LOCK_READY;
import static io.interlock.benchmarks.harness.control.ControlLayout.MAGIC;
import static io.interlock.benchmarks.harness.control.ControlLayout.MAGIC_VALUE;
import static io.interlock.benchmarks.harness.control.ControlLayout.MIRROR;
import static io.interlock.benchmarks.harness.control.ControlLayout.OUTSIDE_NS;
import static io.interlock.benchmarks.harness.control.ControlLayout.OWNER_CHANGES;
import static io.interlock.benchmarks.harness.control.ControlLayout.PACED;
import static io.interlock.benchmarks.harness.control.ControlLayout.PING;
import static io.interlock.benchmarks.harness.control.ControlLayout.PONG;
import static io.interlock.benchmarks.harness.control.ControlLayout.SEQUENCE;
import static io.interlock.benchmarks.harness.control.ControlLayout.SHAPE;
import static io.interlock.benchmarks.harness.control.ControlLayout.TARGET;
import static io.interlock.benchmarks.harness.control.ControlLayout.VERSION;
import static io.interlock.benchmarks.harness.control.ControlLayout.VERSION_VALUE;
import static io.interlock.benchmarks.harness.control.ControlLayout.WINDOW_END;
import static io.interlock.benchmarks.harness.control.ControlLayout.WINDOW_START;
import static io.interlock.benchmarks.harness.control.ControlLayout.WORKERS;
import static io.interlock.benchmarks.harness.control.ControlLayout.WORKER_BYTES;
import static io.interlock.benchmarks.harness.control.ControlLayout.WRITES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** One trial's control block, mapped. {@link ControlLayout} is its format. */
public final class ControlBlock {

    /** For a command that means every worker. */
    public static final int ALL = -1;

    /** How many words {@link #lockArea} has. */
    public static final int LOCK_WORDS = LOCK_BYTES / Long.BYTES;

    private final ControlWords words;
    private final List<WorkerBlock> workers = new ArrayList<>();
    private final List<GroupBlock> groups = new ArrayList<>();

    private ControlBlock(ByteBuffer mapped, int count) {
        this.words = new ControlWords(mapped);
        for (int i = 0; i < ControlLayout.GROUPS; i++) {
            groups.add(new GroupBlock(words.slice(ControlLayout.group(i), ControlLayout.GROUP_BYTES)));
        }
        for (int i = 0; i < count; i++) {
            workers.add(new WorkerBlock(words.slice(ControlLayout.worker(i), WORKER_BYTES)));
        }
    }

    public static ControlBlock create(Path path, int workers, Setting setting) {
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(ControlLayout.bytes(workers));
            // Written, not only extended: a hole in a full /dev/shm kills the process that touches it.
            while (zeros.hasRemaining()) {
                file.write(zeros);
            }
            ControlBlock block = map(file, workers);
            block.words.put(VERSION, VERSION_VALUE);
            block.words.put(WORKERS, workers);
            block.words.put(INSIDE_NS, setting.load().insideNs());
            block.words.put(OUTSIDE_NS, setting.load().outsideNs());
            block.words.put(SHAPE, setting.shape().code());
            block.words.put(WRITES, setting.load().writes());
            block.words.put(PACED, setting.paced() ? 1 : 0);
            for (int i = 0; i < workers; i++) {
                long[] processors = setting.placement().processors(i);
                block.workers.get(i).place(processors[0], processors[1]);
            }
            block.words.put(WINDOW_START, Long.MAX_VALUE);
            // [READY] release: all of the above, for a worker that sees the magic.
            block.words.putRelease(MAGIC, MAGIC_VALUE);
            return block;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the control block " + path, e);
        }
    }

    public static ControlBlock open(Path path) {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ControlWords header = new ControlWords(file.map(FileChannel.MapMode.READ_ONLY, 0, ControlLayout.WORKER));
            // [READY] acquire.
            if (header.getAcquire(MAGIC) != MAGIC_VALUE || header.get(VERSION) != VERSION_VALUE) {
                throw new IllegalStateException(path + ": no control block of version " + VERSION_VALUE);
            }
            return map(file, Math.toIntExact(header.get(WORKERS)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the control block " + path, e);
        }
    }

    private static ControlBlock map(FileChannel file, int workers) throws IOException {
        return new ControlBlock(file.map(FileChannel.MapMode.READ_WRITE, 0, ControlLayout.bytes(workers)), workers);
    }

    public List<WorkerBlock> workers() {
        return workers;
    }

    public List<GroupBlock> groups() {
        return groups;
    }

    public Shape shape() {
        return Shape.of(words.get(SHAPE));
    }

    /** How many of {@link ControlLayout#WRITES_OF} operations take the lock to write. */
    public int writes() {
        return (int) words.get(WRITES);
    }

    /** Whether operations of a loop are begun and timed one by one. */
    public boolean isPaced() {
        return words.get(PACED) != 0;
    }

    public long insideNs() {
        return words.get(INSIDE_NS);
    }

    public long outsideNs() {
        return words.get(OUTSIDE_NS);
    }

    /** Gives a command; returns its sequence number, which each worker acknowledges. */
    public long post(Command command, int target) {
        long sequence = words.get(SEQUENCE) + 1;
        words.put(COMMAND, command.code());
        words.put(TARGET, target);
        words.putRelease(WINDOW_START, Long.MAX_VALUE);
        // [COMMAND] release: what is to be done stands before its number.
        words.putRelease(SEQUENCE, sequence);
        return sequence;
    }

    public long sequence() {
        return words.getAcquire(SEQUENCE); // [COMMAND] acquire
    }

    public Command command() {
        return Command.of(words.get(COMMAND));
    }

    public boolean isTarget(int worker) {
        return words.get(TARGET) == worker;
    }

    /** For the next command: the time from one worker's operation to its next; 0: at once. */
    public void setInterval(long intervalNs) {
        words.put(INTERVAL_NS, intervalNs); // Before the next command's [COMMAND] release.
    }

    /** 0: one operation begins where the one before has ended. */
    public long intervalNs() {
        return words.get(INTERVAL_NS);
    }

    public void setWindow(long startNs, long endNs) {
        words.put(WINDOW_END, endNs);
        words.putRelease(WINDOW_START, startNs); // [WINDOW] release: nobody sees the start without the end
    }

    /** {@link Long#MAX_VALUE} until the coordinator has set the window. */
    public long windowStart() {
        return words.getAcquire(WINDOW_START); // [WINDOW] acquire
    }

    public long windowEnd() {
        return words.get(WINDOW_END);
    }

    public void markLockReady() {
        words.putRelease(LOCK_READY, 1); // [LOCK_READY] release: the initialised lock
    }

    public boolean lockReady() {
        return words.getAcquire(LOCK_READY) != 0; // [LOCK_READY] acquire
    }

    /** Where a lock may live that is no file of its own. */
    public ByteBuffer lockArea() {
        return words.slice(LOCK, LOCK_BYTES).buffer();
    }

    /** The guarded work: only with the lock held. */
    public void count(int worker) {
        words.put(COUNTER, words.get(COUNTER) + 1);
        words.put(MIRROR, words.get(MIRROR) + 1);
        if (words.get(LAST_OWNER) != worker + 1) {
            words.put(LAST_OWNER, worker + 1);
            words.put(OWNER_CHANGES, words.get(OWNER_CHANGES) + 1);
        }
    }

    /** What a reader does: false if a writer is at work, which must not be. */
    public boolean isConsistent() {
        return words.get(COUNTER) == words.get(MIRROR);
    }

    /** Shows everybody the value of something else that was counted up. */
    public void publish(long value) {
        words.put(COUNTER, value);
    }

    /** Right while everybody idles. */
    public long counter() {
        return words.get(COUNTER);
    }

    /** Right while everybody idles. */
    public long ownerChanges() {
        return words.get(OWNER_CHANGES);
    }

    public long ping() {
        return words.getAcquire(PING); // [PING] acquire
    }

    public void ping(long value) {
        words.putRelease(PING, value); // [PING] release
    }

    public long pong() {
        return words.getAcquire(PONG); // [PONG] acquire
    }

    public void pong(long value) {
        words.putRelease(PONG, value); // [PONG] release
    }
}
