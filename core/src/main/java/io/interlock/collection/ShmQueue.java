package io.interlock.collection;

import io.interlock.RegionClosedException;
import io.interlock.RegionFormatException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.codec.OwnedCodec;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.directory.StateText;
import io.interlock.internal.format.Kind;
import io.interlock.internal.format.QueueLayout;
import io.interlock.internal.format.RingLayout;
import io.interlock.internal.queue.QueueCheck;
import io.interlock.internal.queue.QueueCore;
import io.interlock.internal.queue.QueueElements;
import io.interlock.internal.ring.Ring;
import io.interlock.internal.thread.Inspection;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A bounded first-in, first-out queue shared by all processes that open the same region. It serves the purpose of
 * Python's {@code multiprocessing.JoinableQueue}, without a feeder thread: when {@code put} returns, the element is in
 * shared memory. Obtained from {@link io.interlock.Region#queue(String, Codec, int)}.
 *
 * <pre>{@code
 * ShmQueue<String> jobs = region.queue("jobs", Codecs.string(), 1 << 20);
 * jobs.put("first"); // in a producer
 * String job = jobs.poll(1, TimeUnit.SECONDS); // in a consumer, usually another process
 * if (job != null) {
 *     System.out.println(job);
 *     jobs.taskDone();
 * }
 * jobs.close(); // consumers get the rest and then QueueClosedException
 * }</pre>
 *
 * <p><b>Owner:</b> none. Any thread may put and take, unless {@link QueueOptions} restrict the queue to one producer or
 * one consumer. Then the first thread that puts or takes is the only one until it ends, and other threads get {@link
 * IllegalStateException}. {@code take}, {@code poll}, {@code remove()}, {@code drainTo} and {@code clear} count as
 * taking. {@code peek}, {@code element}, {@code contains}, {@code toArray}, iterators, streams and sizes are open to
 * every thread.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes. {@link #size} is exact for one moment during its call.
 * Iterators and streams are weakly consistent and never fail because of a change: they return each element that is
 * present throughout once and in order, and may return others. Streams, {@code forEach}, {@code toArray} and {@code
 * contains} visit only elements that were present when they began, so they end even beside a fast producer.
 *
 * <p><b>Memory:</b> putting an element happens-before taking it, in any process.
 *
 * <p><b>Progress:</b> producers take turns, and so do consumers. A turn lasts while the bytes of one element are
 * copied. Codecs run outside of turns, except in {@link #drainTo}, whose turn lasts until its collection has all
 * elements. A thread that has had many turns in a row keeps the turn until another thread asks for it, which costs that
 * thread's first call up to 15 µs. Then {@code put} waits for room and {@code take} for an element: both spin
 * adaptively and then sleep. An interrupt takes effect within 250 ms. If another process is stopped during its turn,
 * {@code put} and {@code take} wait for it; {@code offer}, {@code poll}, {@code peek} and {@code drainTo} give up after
 * 100 ms, and a timed call may exceed its timeout by 100 ms. The queue is not fair: under contention a thread that
 * arrives later may go first, and a large element may wait while small ones get in.
 *
 * <p><b>Death:</b> each element whose {@code put} has returned is taken exactly once. One store puts an element and one
 * store takes it. A killed producer has put its element or not, and its turn passes to the next producer at once. A
 * killed consumer has taken the elements that its calls returned; whether it took the element of the interrupted call
 * is unknown. For {@link #drainTo} this holds for the whole batch. {@link #unfinished} counts the elements that were
 * taken and whose {@link #taskDone} is missing.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for an element that is larger than the queue; {@link
 * QueueClosedException} after the queue was closed; {@link CodecException} for an element that cannot be decoded, which
 * counts as taken; {@link RegionFormatException} if the memory is damaged; {@link RegionClosedException} after the
 * region was closed.
 *
 * <p><b>Algorithm:</b> a ring with one producer and one consumer, after Leslie Lamport, "Specifying Concurrent Program
 * Modules" (1983), of variable-length records that a header word publishes, as in Agrona's ring buffers. Producers and
 * consumers each take turns by a biased lock (Dave Dice, Mark Moir and William Scherer, "Quickly Reacquirable Locks",
 * 2003).
 *
 * <p><b>Size:</b> 528 bytes, the capacity, and the name; at most 512 MiB.
 *
 * @param <E> the type of the elements; never null
 */
@SuppressWarnings({"exports", "serial"}) // is serialized as a handle
public final class ShmQueue<E> extends CollectionPrimitive implements BlockingQueue<E> {

    static {
        PrimitiveType<ShmQueue<?>, Config> type = PrimitiveType.zeroed(
                Kind.QUEUE,
                config -> QueueLayout.bytes(config.options.capacityBytes()),
                Config::describe,
                ShmQueue::of);
        register(type.inspectedBy(ShmQueue::inspect).verifiedBy(QueueCheck::verify));
    }

    private static final int MAX_DROPPED_AT_ONCE = 1_000;

    private final Attachment region;
    private final String name;
    private final Codec<E> codec;
    private final QueueOptions options;
    private final QueueCore bytes;
    private final QueueElements<E> elements;

    /**
     * The choices that all users of the queue must agree on. Serialized handles contain it.
     *
     * @param codec how elements are stored
     * @param options the capacity and the number of producers and consumers
     */
    public record Config(Codec<?> codec, QueueOptions options) implements Serializable {

        /**
         * Checks that nothing is null.
         *
         * @param codec how elements are stored
         * @param options the capacity and the number of producers and consumers
         */
        public Config {
            Objects.requireNonNull(codec, "codec");
            Objects.requireNonNull(options, "options");
        }

        String describe() {
            return "capacity=" + options.capacityBytes() + " most=" + options.mostElements()
                    + " producers=" + (options.singleProducer() ? "one" : "many")
                    + " consumers=" + (options.singleConsumer() ? "one" : "many") + " codec=" + codec.id();
        }
    }

    private ShmQueue(Attachment region, DirectoryEntry entry, Codec<E> codec, QueueOptions options) {
        super(region, entry.name());
        this.region = region;
        this.name = entry.name();
        this.codec = codec;
        this.options = options;
        this.bytes = new QueueCore(region, entry, options, QueueClosedException::new);
        this.elements = new QueueElements<>(bytes, this::decode);
    }

    @SuppressWarnings("unchecked") // a queue of whatever the codec reads
    private static ShmQueue<?> of(Attachment region, DirectoryEntry entry, Config config) {
        return new ShmQueue<>(region, entry, (Codec<Object>) config.codec, config.options);
    }

    @SuppressWarnings("unchecked") // the class of all queues
    private static void register(PrimitiveType<ShmQueue<?>, Config> type) {
        PrimitiveType.register((Class<ShmQueue<?>>) (Class<?>) ShmQueue.class, type);
    }

    /**
     * Adds an element. Waits for room.
     *
     * @throws InterruptedException if the thread is interrupted, within 250 ms; nothing was added
     * @throws QueueClosedException if the queue is closed, or is closed during the wait
     * @throws IllegalArgumentException if the element is larger than the queue
     */
    @Override
    public void put(E element) throws InterruptedException {
        byte[] encoded = encode(element);
        while (!bytes.producer().offer(encoded, Long.MAX_VALUE)) {
            // 292 years are over.
        }
    }

    /**
     * Adds an element if there is room. Does not wait.
     *
     * @return false if the queue is full, or if another process was stopped during its put for more than 100 ms
     * @throws QueueClosedException if the queue is closed
     * @throws IllegalArgumentException if the element is larger than the queue
     */
    @Override
    public boolean offer(E element) {
        return bytes.producer().offer(encode(element));
    }

    /**
     * Adds an element. Waits for room, for at most the given time.
     *
     * @param timeout the maximum time to wait; zero or less does not wait
     * @return false if the time elapsed first
     * @throws InterruptedException if the thread is interrupted, within 250 ms; nothing was added
     * @throws QueueClosedException if the queue is closed, or is closed during the wait
     */
    @Override
    public boolean offer(E element, long timeout, TimeUnit unit) throws InterruptedException {
        return bytes.producer().offer(encode(element), unit.toNanos(timeout));
    }

    /**
     * Adds an element like {@link #offer(Object)}, but throws where that returns false.
     *
     * @throws IllegalStateException if the queue is full or closed
     */
    @Override
    public boolean add(E element) {
        if (!offer(element)) {
            throw new IllegalStateException(
                    bytes.where() + ": full, or another process is stopped in the middle of a put");
        }
        return true;
    }

    /**
     * Adds all elements, one after the other. If one cannot be added, those before it stay added.
     *
     * @throws IllegalStateException if the queue is full or closed
     * @throws IllegalArgumentException if the argument is this queue
     */
    @Override
    public boolean addAll(Collection<? extends E> elements) {
        if (isSame(elements)) {
            throw new IllegalArgumentException(bytes.where() + ": a queue cannot be added to itself");
        }
        boolean added = false;
        for (E element : elements) {
            added |= add(element);
        }
        return added;
    }

    /**
     * Takes the oldest element. Waits for one.
     *
     * @throws InterruptedException if the thread is interrupted, within 250 ms; nothing was taken
     * @throws QueueClosedException if the queue is closed and empty
     */
    @Override
    public E take() throws InterruptedException {
        for (; ; ) {
            byte[] element = bytes.consumer().poll(Long.MAX_VALUE);
            if (element != null) {
                return decode(element);
            }
            if (bytes.consumer().isEnded()) {
                throw bytes.closed();
            }
        }
    }

    /**
     * Takes the oldest element. Waits for one, for at most the given time.
     *
     * @return null if the time elapsed first, or if the queue is closed and empty
     * @throws InterruptedException if the thread is interrupted, within 250 ms; nothing was taken
     */
    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
        byte[] element = bytes.consumer().poll(unit.toNanos(timeout));
        return element == null ? null : decode(element);
    }

    /**
     * Takes the oldest element if there is one. Does not wait.
     *
     * @return null if the queue is empty, or if another process was stopped during its take for more than 100 ms
     */
    @Override
    public @Nullable E poll() {
        byte[] element = bytes.consumer().poll();
        return element == null ? null : decode(element);
    }

    /**
     * Returns the oldest element without taking it. Any thread may call this, also beside a single consumer.
     *
     * @return null if the queue is empty
     */
    @Override
    public @Nullable E peek() {
        byte[] element = bytes.consumer().peek();
        return element == null ? null : decode(element);
    }

    @Override
    public E remove() {
        return orNone(poll());
    }

    @Override
    public E element() {
        return orNone(peek());
    }

    /**
     * Moves the elements that are present to a collection; see {@link #drainTo(Collection, int)}.
     *
     * @param to the target
     * @return the number of elements moved
     */
    @Override
    public int drainTo(Collection<? super E> to) {
        return drainTo(to, Integer.MAX_VALUE);
    }

    /**
     * Moves the elements that are present when this method begins to a collection, oldest first, in one turn: other
     * consumers wait until this method returns. Elements that are put during the call stay in the queue. An
     * element leaves the queue when the collection has accepted it. If the collection throws, the element that it
     * refused and all later ones stay in the queue. The collection's {@code add} must not take from this queue.
     *
     * <p>Elements that cannot be decoded are taken, and reported after all others were added.
     *
     * @param to the target
     * @param most the maximum number of elements
     * @return the number of elements moved
     * @throws CodecException for the first element that could not be decoded; later ones are suppressed exceptions
     * @throws IllegalArgumentException if the target is this queue
     */
    @Override
    public int drainTo(Collection<? super E> to, int most) {
        Objects.requireNonNull(to, "to");
        if (isSame(to)) {
            throw new IllegalArgumentException(bytes.where() + ": a queue cannot be drained to itself");
        }
        List<CodecException> unreadable = new ArrayList<>();
        int drained = bytes.consumer().drain(element -> addTo(to, element, unreadable), most);
        if (!unreadable.isEmpty()) {
            CodecException first = unreadable.get(0);
            unreadable.subList(1, unreadable.size()).forEach(first::addSuppressed);
            throw first;
        }
        return drained;
    }

    private void addTo(Collection<? super E> to, byte[] element, List<CodecException> unreadable) {
        E decoded;
        try {
            decoded = decode(element);
        } catch (CodecException e) {
            unreadable.add(e);
            return;
        }
        to.add(decoded);
    }

    private boolean isSame(Collection<?> other) {
        return other instanceof ShmQueue<?> queue && bytes.isSame(queue.bytes);
    }

    /**
     * Takes and discards all elements. They count as done, so {@link #join} does not wait for them. A process that is
     * killed during this call may leave up to 1,000 discarded elements counted as unfinished.
     */
    @Override
    public void clear() {
        int dropped;
        do {
            dropped = bytes.consumer().drain(element -> {}, MAX_DROPPED_AT_ONCE);
            bytes.tasks().dropped(dropped);
        } while (dropped > 0);
    }

    @Override
    public int size() {
        return (int) Math.min(bytes.size(), Integer.MAX_VALUE);
    }

    @Override
    public boolean isEmpty() {
        return bytes.size() == 0;
    }

    /** Returns the number of elements that could be added if they were empty, which is an upper bound. */
    @Override
    public int remainingCapacity() {
        return (int) Math.min(bytes.remaining(), Integer.MAX_VALUE);
    }

    /**
     * Closes the queue for producers, in every process and for ever. {@code put}, {@code offer} and {@code add} throw
     * {@link QueueClosedException}, including calls that wait for room. The remaining elements can be taken; after that
     * {@code take} throws {@link QueueClosedException} and {@code poll} returns null without waiting. Closing again
     * does nothing.
     */
    public void close() {
        bytes.close();
    }

    /**
     * Closes the queue for producers and consumers, in every process and for ever, and discards its elements, like
     * Python's {@code Queue.shutdown(immediate=True)}. {@code put}, {@code offer}, {@code add} and {@code take} throw
     * {@link QueueClosedException}, including waiting calls; {@code poll} and {@code peek} return null without waiting;
     * the queue is empty. Closing again does nothing.
     *
     * <p>The discarded elements count as done: {@link #join} returns as soon as {@link #taskDone} was called for those
     * taken before. A concurrent put or take that has already begun may still succeed; the element of such a put is
     * discarded. One store closes the queue, so a process that is killed during this call has closed it or not.
     */
    public void closeNow() {
        bytes.closeNow();
    }

    /**
     * Tells whether {@link #close} or {@link #closeNow} was called in any process.
     *
     * @return true if the queue is closed
     */
    public boolean isClosed() {
        return bytes.isClosed();
    }

    /**
     * Tells whether the queue is closed and empty for ever. In a queue with a single consumer this becomes true only
     * after that consumer has reached the end, because a put that began before the close may still be in progress.
     *
     * @return true if no element can be taken any more
     */
    public boolean isDrained() {
        return bytes.consumer().isDrained();
    }

    /**
     * Reports that the work on one taken element is complete. Call it once for each element.
     *
     * @throws IllegalStateException if it was already called for every element that was put
     */
    public void taskDone() {
        bytes.tasks().taskDone();
    }

    /**
     * Returns the number of elements that were put and for which {@link #taskDone} was not called: they are in the
     * queue or being worked on. Elements discarded by {@link #clear} or {@link #closeNow} do not count.
     *
     * @return the number of unfinished elements
     */
    public long unfinished() {
        return bytes.tasks().unfinished();
    }

    /**
     * Waits until {@link #taskDone} was called for every element that was put.
     *
     * @throws InterruptedException if the thread is interrupted, within 250 ms
     */
    public void join() throws InterruptedException {
        while (!bytes.tasks().join(Long.MAX_VALUE)) {
            // 292 years are over.
        }
    }

    /**
     * Waits like {@link #join()}, for at most the given time. A consumer that died may not have called {@link
     * #taskDone}.
     *
     * @param timeout the maximum time to wait; zero or less does not wait
     * @return false if the time elapsed first
     * @throws InterruptedException if the thread is interrupted, within 250 ms
     */
    public boolean join(Duration timeout) throws InterruptedException {
        return bytes.tasks().join(TimeUnit.NANOSECONDS.convert(timeout));
    }

    /**
     * Returns the options that the creator chose.
     *
     * @return the options
     */
    public QueueOptions options() {
        return options;
    }

    /**
     * Returns the name in the region.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /** Iterates over the elements, oldest first, weakly consistent. The iterator cannot remove. */
    @Override
    public Iterator<E> iterator() {
        return elements.endlessIterator();
    }

    /**
     * Returns a spliterator of the present elements: {@code CONCURRENT}, {@code ORDERED} and {@code NONNULL}, of
     * unknown size.
     */
    @Override
    public Spliterator<E> spliterator() {
        return elements.spliterator();
    }

    @Override
    public void forEach(Consumer<? super E> action) {
        elements.forEach(action);
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return elements.contains(element);
    }

    @Override
    public boolean containsAll(Collection<?> others) {
        return elements.containsAll(others);
    }

    @Override
    public Object[] toArray() {
        return elements.toArray();
    }

    @Override
    public <T> T[] toArray(T[] array) {
        return elements.toArray(array);
    }

    /**
     * Not supported: elements leave the queue only at its head.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public boolean remove(@Nullable Object element) {
        throw byTheHeadOnly("remove(Object)");
    }

    /** Not supported, like {@link #remove(Object)}. */
    @Override
    public boolean removeAll(Collection<?> elements) {
        throw byTheHeadOnly("removeAll");
    }

    /** Not supported, like {@link #remove(Object)}. */
    @Override
    public boolean retainAll(Collection<?> elements) {
        throw byTheHeadOnly("retainAll");
    }

    /** Not supported, like {@link #remove(Object)}. */
    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        throw byTheHeadOnly("removeIf");
    }

    /** Shows the first hundred elements, or the queue's state if they cannot be read. Never throws. */
    @Override
    public String toString() {
        return StateText.ofElements(this, region, name, "[]", elements::texts);
    }

    private UnsupportedOperationException byTheHeadOnly(String operation) {
        return new UnsupportedOperationException(
                bytes.where() + ": " + operation + ": elements leave a queue by its head only; take them");
    }

    private byte[] encode(E element) {
        byte[] encoded = codec.encode(Objects.requireNonNull(element, "element"));
        if (encoded.length > options.capacityBytes()) {
            throw new IllegalArgumentException(bytes.where() + " element=" + encoded.length + " capacity="
                    + options.capacityBytes() + " bytes: it would never fit; create the queue with a larger capacity");
        }
        return encoded;
    }

    private E decode(byte[] element) {
        return OwnedCodec.decode(codec, element, bytes::where);
    }

    private E orNone(@Nullable E element) {
        if (element == null) {
            throw new NoSuchElementException(bytes.where() + ": empty");
        }
        return element;
    }

    private static void inspect(MappedMemory memory, Inspection into) {
        long size = Ring.sizeIn(memory.slice(QueueLayout.RING, RingLayout.BYTES));
        int closed = memory.getIntVolatile(QueueLayout.CLOSED);
        into.put("size", closed == QueueLayout.CLOSED_NOW ? 0 : size);
        into.put("closed", closed != QueueLayout.OPEN);
        into.holder("producer", memory.getLongVolatile(QueueLayout.RING + RingLayout.PRODUCER));
        into.holder("consumer", memory.getLongVolatile(QueueLayout.RING + RingLayout.CONSUMER));
    }
}
