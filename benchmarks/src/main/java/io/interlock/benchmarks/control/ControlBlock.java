package io.interlock.benchmarks.control;

import static io.interlock.benchmarks.control.ControlLayout.COMMAND;
import static io.interlock.benchmarks.control.ControlLayout.CONTENDERS;
import static io.interlock.benchmarks.control.ControlLayout.CONTENDER_BYTES;
import static io.interlock.benchmarks.control.ControlLayout.COUNTER;
import static io.interlock.benchmarks.control.ControlLayout.INSIDE_NS;
import static io.interlock.benchmarks.control.ControlLayout.INTERVAL_NS;
import static io.interlock.benchmarks.control.ControlLayout.LAST_OWNER;
import static io.interlock.benchmarks.control.ControlLayout.LOCK;
import static io.interlock.benchmarks.control.ControlLayout.LOCK_BYTES;
import static io.interlock.benchmarks.control.ControlLayout.LOCK_READY;
import static io.interlock.benchmarks.control.ControlLayout.MAGIC;
import static io.interlock.benchmarks.control.ControlLayout.MAGIC_VALUE;
import static io.interlock.benchmarks.control.ControlLayout.MIRROR;
import static io.interlock.benchmarks.control.ControlLayout.OUTSIDE_NS;
import static io.interlock.benchmarks.control.ControlLayout.OWNER_CHANGES;
import static io.interlock.benchmarks.control.ControlLayout.PACED;
import static io.interlock.benchmarks.control.ControlLayout.PING;
import static io.interlock.benchmarks.control.ControlLayout.PONG;
import static io.interlock.benchmarks.control.ControlLayout.SEQUENCE;
import static io.interlock.benchmarks.control.ControlLayout.SHAPE;
import static io.interlock.benchmarks.control.ControlLayout.TARGET;
import static io.interlock.benchmarks.control.ControlLayout.VERSION;
import static io.interlock.benchmarks.control.ControlLayout.VERSION_VALUE;
import static io.interlock.benchmarks.control.ControlLayout.WINDOW_END;
import static io.interlock.benchmarks.control.ControlLayout.WINDOW_START;
import static io.interlock.benchmarks.control.ControlLayout.WRITES;

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

    /** For a command that means every contender. */
    public static final int ALL = -1;

    /** How many words {@link #lockArea} has. */
    public static final int LOCK_WORDS = LOCK_BYTES / Long.BYTES;

    private final Words words;
    private final List<ContenderBlock> contenders = new ArrayList<>();
    private final List<GroupBlock> groups = new ArrayList<>();

    private ControlBlock(ByteBuffer mapped, int count) {
        this.words = new Words(mapped);
        for (int i = 0; i < ControlLayout.GROUPS; i++) {
            groups.add(new GroupBlock(words.slice(ControlLayout.group(i), ControlLayout.GROUP_BYTES)));
        }
        for (int i = 0; i < count; i++) {
            contenders.add(new ContenderBlock(words.slice(ControlLayout.contender(i), CONTENDER_BYTES)));
        }
    }

    public static ControlBlock create(Path path, int contenders, Setting setting) {
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(ControlLayout.bytes(contenders));
            // Written, not only extended: a hole in a full /dev/shm kills the process that touches it.
            while (zeros.hasRemaining()) {
                file.write(zeros);
            }
            ControlBlock block = map(file, contenders);
            block.words.put(VERSION, VERSION_VALUE);
            block.words.put(CONTENDERS, contenders);
            block.words.put(INSIDE_NS, setting.load().insideNs());
            block.words.put(OUTSIDE_NS, setting.load().outsideNs());
            block.words.put(SHAPE, setting.shape().code());
            block.words.put(WRITES, setting.load().writes());
            block.words.put(PACED, setting.paced() ? 1 : 0);
            for (int i = 0; i < contenders; i++) {
                long[] processors = setting.placement().processors(i);
                block.contenders.get(i).place(processors[0], processors[1]);
            }
            block.words.put(WINDOW_START, Long.MAX_VALUE);
            // [READY] release: all of the above, for whoever sees the magic.
            block.words.putRelease(MAGIC, MAGIC_VALUE);
            return block;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the control block " + path, e);
        }
    }

    public static ControlBlock open(Path path) {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Words header = new Words(file.map(FileChannel.MapMode.READ_ONLY, 0, ControlLayout.CONTENDER));
            // [READY] acquire.
            if (header.getAcquire(MAGIC) != MAGIC_VALUE || header.get(VERSION) != VERSION_VALUE) {
                throw new IllegalStateException(path + ": no control block of version " + VERSION_VALUE);
            }
            return map(file, Math.toIntExact(header.get(CONTENDERS)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the control block " + path, e);
        }
    }

    private static ControlBlock map(FileChannel file, int contenders) throws IOException {
        return new ControlBlock(
                file.map(FileChannel.MapMode.READ_WRITE, 0, ControlLayout.bytes(contenders)), contenders);
    }

    public List<ContenderBlock> contenders() {
        return contenders;
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

    /** Gives a command; returns its sequence number, which each contender acknowledges. */
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

    public boolean isTarget(int contender) {
        return words.get(TARGET) == contender;
    }

    /** For the next command: the time from one contender's operation to its next; 0: at once. */
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
    public void count(int contender) {
        words.put(COUNTER, words.get(COUNTER) + 1);
        words.put(MIRROR, words.get(MIRROR) + 1);
        if (words.get(LAST_OWNER) != contender + 1) {
            words.put(LAST_OWNER, contender + 1);
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
