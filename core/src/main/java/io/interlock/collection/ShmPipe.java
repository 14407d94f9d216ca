package io.interlock.collection;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
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
 * Two connected ends through which two processes exchange messages, like Python's {@code multiprocessing.Pipe}.
 * Obtained from {@link io.interlock.Region#pipe(String, int)} and {@link io.interlock.Region#oneWayPipe(String, int)}.
 * {@link PipeEnd} describes sending and receiving.
 *
 * <pre>{@code
 * ShmPipe pipe = region.pipe("pipe", 1 << 16);
 * PipeEnd server = pipe.first(); // in one process
 * PipeEnd client = pipe.second(); // usually in another one
 * client.send("hello", Codecs.string());
 * System.out.println(server.receive(Codecs.string()));
 * client.close();
 * System.out.println(server.receive(Codecs.string())); // null: the end of the stream
 * }</pre>
 *
 * <p><b>Owner:</b> each end belongs to one process; the pipe has no owner.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes.
 *
 * <p><b>Memory:</b> sending a message happens-before the return of the {@code receive} that gets it.
 *
 * <p><b>Progress:</b> taking an end does not wait.
 *
 * <p><b>Death:</b> like a named pipe, it outlives its users. Another process can take an end that was closed or whose
 * process died. Messages that were sent and not received stay.
 *
 * <p><b>Errors:</b> {@link IllegalStateException} if another living process has the end.
 *
 * <p><b>Algorithm:</b> in each direction a ring with one producer and one consumer, after Leslie Lamport, "Specifying
 * Concurrent Program Modules" (1983), of variable-length records that a header word publishes, as in Agrona's {@code
 * OneToOneRingBuffer}.
 *
 * <p><b>Size:</b> 1,040 bytes, the capacity for each direction, and the name.
 */
@SuppressWarnings({"exports", "serial"}) // is serialized as a handle
public final class ShmPipe extends CollectionPrimitive {

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

    /**
     * The choices that all users of the pipe must agree on. Serialized handles contain it.
     *
     * @param capacityBytes the space for messages in each direction, in bytes
     * @param oneWay true if only the first end sends
     */
    public record Config(int capacityBytes, boolean oneWay) implements Serializable {

        /**
         * Checks the capacity.
         *
         * @param capacityBytes the space for messages in each direction, in bytes
         * @param oneWay true if only the first end sends
         * @throws IllegalArgumentException if the capacity is out of range
         */
        public Config {
            // Refuses what does not fit.
            RingLayout.slots(capacityBytes);
        }

        String describe() {
            return "capacity=" + capacityBytes + " oneWay=" + oneWay;
        }
    }

    /** The state that this process keeps for the two ends, shared by all openings of the region. */
    private static final class Ends {
        private final PipeEnd.Endpoints first;
        private final PipeEnd.Endpoints second;

        /** @param where the beginning of messages about the pipe */
        Ends(RegionRuntime file, MappedMemory memory, Config config, String where) {
            Channel there = new Channel(file, memory, PipeLayout.TO_SECOND, config.capacityBytes, where);
            Channel back =
                    config.oneWay ? null : new Channel(file, memory, PipeLayout.TO_FIRST, config.capacityBytes, where);
            first = new PipeEnd.Endpoints(where + " first end", there, back);
            second = new PipeEnd.Endpoints(where + " second end", back, there);
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
     * Takes the first end for this process. In a one-way pipe this end sends.
     *
     * @return the end; the same object at each call
     * @throws IllegalStateException if another living process has it
     */
    public PipeEnd first() {
        return first.take();
    }

    /**
     * Takes the second end for this process. In a one-way pipe this end receives.
     *
     * @return the end; the same object at each call
     * @throws IllegalStateException if another living process has it
     */
    public PipeEnd second() {
        return second.take();
    }

    /**
     * Waits until {@code receive} would return at once at one or more of the given ends, with a message or at the end
     * of the stream. The ends may belong to different pipes and regions. The calling thread becomes the receiving
     * thread of each.
     *
     * @param timeout the maximum time to wait; zero or less does not wait
     * @param ends at least one end
     * @return the ends that are ready, in the given order; empty if the time elapsed first
     * @throws InterruptedException if the thread is interrupted, within 250 ms
     * @throws IllegalArgumentException if no end is given
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

    /**
     * Tells whether only the first end sends.
     *
     * @return true for a one-way pipe
     */
    public boolean isOneWay() {
        return config.oneWay;
    }

    /**
     * Returns the space for messages in each direction.
     *
     * @return the capacity in bytes
     */
    public int capacityBytes() {
        return config.capacityBytes;
    }

    /**
     * Returns the name in the region.
     *
     * @return the name
     */
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
