package io.interlock.collection;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.Primitive;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.format.Kind;
import io.interlock.internal.format.PipeLayout;
import io.interlock.internal.format.RingLayout;
import io.interlock.internal.pipe.Channel;
import io.interlock.internal.pipe.PipeCheck;
import io.interlock.internal.ring.Ring;
import io.interlock.internal.thread.Inspection;
import io.interlock.internal.wait.Deadline;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Two connected ends through which two processes send each other messages; what Python's {@code multiprocessing.Pipe} is for.
 * From {@link io.interlock.Region#pipe(String, int)} and {@link io.interlock.Region#oneWayPipe(String, int)}. What can be done
 * at an end, and what happens there, says {@link PipeEnd}.
 *
 * <p><b>Owner:</b> each end is one process's; the pipe itself is nobody's.
 *
 * <p><b>Threads:</b> safe for any threads.
 *
 * <p><b>Death:</b> as a named pipe of a file system, it outlives its users. An end whose process has closed it or died can be
 * taken by another process; what was sent and not received stays.
 *
 * <p><b>Size:</b> 1,040 bytes, the capacity, once for each way, and its name.
 */
@SuppressWarnings({"exports", "serial"}) // travels as a handle
public final class ShmPipe extends Primitive {

    static {
        PrimitiveType<ShmPipe, Config> type = PrimitiveType.zeroed(
                Kind.PIPE,
                config -> PipeLayout.bytes(config.capacityBytes, config.oneWay),
                Config::describe,
                ShmPipe::new);
        PrimitiveType.register(ShmPipe.class, type.inspectedBy(ShmPipe::inspect).verifiedBy(PipeCheck::verify));
    }

    private final String name;
    private final String where;
    private final Config config;
    private final PipeEnd first;
    private final PipeEnd second;

    /** What all who attach must agree on. */
    public record Config(int capacityBytes, boolean oneWay) implements Serializable {

        public Config {
            // Refuses what does not fit.
            RingLayout.units(capacityBytes);
        }

        String describe() {
            return "capacity=" + capacityBytes + " oneWay=" + oneWay;
        }
    }

    /** What this process knows of the two ends, however many openings lead to them. */
    private static final class Ends {
        private final PipeEnd.Halves first;
        private final PipeEnd.Halves second;

        /** @param where the beginning of messages about the pipe */
        Ends(RegionRuntime file, MappedMemory memory, Config config, String where) {
            Channel there = new Channel(file, memory, PipeLayout.TO_SECOND, config.capacityBytes, where);
            Channel back =
                    config.oneWay ? null : new Channel(file, memory, PipeLayout.TO_FIRST, config.capacityBytes, where);
            first = new PipeEnd.Halves(where + " first end", there, back);
            second = new PipeEnd.Halves(where + " second end", back, there);
        }
    }

    private ShmPipe(Attachment region, DirectoryEntry entry, Config config) {
        super(region, entry.name());
        this.name = entry.name();
        this.where = region.file().where() + " pipe=" + name;
        this.config = config;
        Ends ends = entry.local(Ends.class, () -> new Ends(region.file(), entry.body(), config, where));
        this.first = new PipeEnd(region, entry.body(), config, true, ends.first);
        this.second = new PipeEnd(region, entry.body(), config, false, ends.second);
    }

    /**
     * The first end, taken for this process; the only one that sends if the pipe is one way.
     *
     * @throws IllegalStateException if another living process has it
     */
    public PipeEnd first() {
        return first.take();
    }

    /**
     * The second end, taken for this process; the only one that receives if the pipe is one way.
     *
     * @throws IllegalStateException if another living process has it
     */
    public PipeEnd second() {
        return second.take();
    }

    /**
     * Waits until a {@code receive} would return at once at one of these ends or more, with a message or with the end of its
     * stream. They may belong to different pipes and regions; the calling thread is the one that receives at each.
     *
     * @return the ends at which it would, in the given order; none if time is up first
     */
    public static List<PipeEnd> awaitAny(Duration timeout, PipeEnd... ends) throws InterruptedException {
        List<PipeEnd> all = List.of(ends);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("ends=0: name at least one end to wait for");
        }
        Deadline deadline = Deadline.after(timeout);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        for (; ; ) {
            List<PipeEnd> ready = all.stream().filter(PipeEnd::poll).collect(Collectors.toList());
            if (!ready.isEmpty() || deadline.isOver()) {
                return ready;
            }
            var unused = PipeEnd.awaitAny(all, deadline.leftNs());
        }
    }

    /** True if only the first end sends. */
    public boolean isOneWay() {
        return config.oneWay;
    }

    /** Room for messages, each way, in bytes. */
    public int capacityBytes() {
        return config.capacityBytes;
    }

    /** The name under which the region knows it. */
    public String name() {
        return name;
    }

    private static void inspect(MappedMemory memory, Inspection into) {
        inspect(memory, into, "first", PipeLayout.FIRST, PipeLayout.TO_FIRST);
        inspect(memory, into, "second", PipeLayout.SECOND, PipeLayout.TO_SECOND);
    }

    private static void inspect(MappedMemory memory, Inspection into, String end, int owner, int words) {
        long word = memory.getLongVolatile(owner);
        into.put(end + "Closed", word == PipeLayout.CLOSED);
        into.put(end + "Unread", Ring.sizeIn(memory.slice(words, RingLayout.BYTES)));
        if (word != PipeLayout.CLOSED) {
            into.holder(end, word);
        }
    }
}
