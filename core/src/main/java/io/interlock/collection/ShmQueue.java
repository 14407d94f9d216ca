package io.interlock.collection;

import io.interlock.RegionClosedException;
import io.interlock.RegionFormatException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.codec.OwnedCodec;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.Primitive;
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
 * A bounded queue shared by every process that opens the same region, first in, first out; what Python's
 * {@code multiprocessing.JoinableQueue} is for, without its hidden thread: when {@code put} returns, the element is in shared
 * memory. From {@link io.interlock.Region#queue(String, Codec, int)}.
 *
 * <p><b>Owner:</b> none; any thread may put and take, unless {@link QueueOptions} say that there is one producer or one
 * consumer. Then the first thread to put or to take an element is the only one until it ends, and any other gets
 * {@link IllegalStateException}. Taking is what {@code take}, {@code poll}, {@code remove()}, {@code drainTo} and {@code clear}
 * do. {@code peek}, {@code element}, {@code contains}, {@code toArray}, iterators, streams and sizes are open to every thread.
 *
 * <p><b>Threads:</b> safe for any threads of any processes. {@link #size} is exact for some moment of its call. Iterators and
 * streams are weakly consistent and never fail because of a change: they return each element that was there from beginning to
 * end once and in order, and others that came or went meanwhile or not. Streams, {@code forEach}, {@code toArray} and
 * {@code contains} read only elements that were there when they began, so they end beside a fast producer.
 *
 * <p><b>Memory:</b> what a thread did before it put an element is visible to whoever takes it; pair [PUT].
 *
 * <p><b>Progress:</b> a put and a take wait for their turn, which lasts for the copying of an element's bytes; codecs run
 * outside of it, except in {@link #drainTo}, whose turn lasts until its collection has all elements. A thread that has had many in a row keeps its turn until another asks; to that one's first call this adds
 * some 15 µs at most, if the thread does nothing at the time. Then {@code put} waits for room, {@code take} for an element: a
 * spin that adapts, then sleep. A sleeping consumer uses no processor. An interrupt is seen within 50 ms. While another
 * process is stopped in the middle of its turn, {@code put} and {@code take} wait for it, {@code offer}, {@code poll},
 * {@code peek} and {@code drainTo} give up after 100 ms, and a timed call may exceed its time by 100 ms. Not fair: under contention, who comes
 * late may go first; an element that needs much room may wait long while small ones get in.
 *
 * <p><b>Death:</b> each element whose {@code put} has returned is taken exactly once. An element is put by one store and taken
 * by one store. A producer that is killed has put its element or not, and stops nobody; its turn goes to the next at once. A
 * consumer that is killed has taken what its {@code take} returned; of the element that it was about to take, nobody can say
 * whether it was returned. In {@link #drainTo} this holds for the whole batch: either all of it is gone, or all of it is still
 * in the queue. With {@link #taskDone} the rest
 * learns how many were taken and not finished: {@link #unfinished}.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for an element that is larger than the whole queue;
 * {@link QueueClosedException} where the queue was closed; {@link CodecException} for an element that the codec cannot read, with its bytes,
 * which counts as taken; {@link RegionFormatException} if the memory is damaged; {@link RegionClosedException} after the
 * region was closed.
 *
 * <p><b>Size:</b> 528 bytes, the capacity, and its name; at most 512 MiB.
 *
 * @param <E> the type of the elements; never null
 */
@SuppressWarnings({"exports", "serial"}) // travels as a handle
public final class ShmQueue<E> extends Primitive implements BlockingQueue<E> {

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

    /** What all who attach must agree on. */
    public record Config(Codec<?> codec, QueueOptions options) implements Serializable {

        public Config {
            Objects.requireNonNull(codec, "codec");
            Objects.requireNonNull(options, "options");
        }

        String describe() {
            return "capacity=" + options.capacityBytes() + " most=" + options.maxElements()
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
        this.bytes = new QueueCore(region, entry, options);
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

    /** Waits for room. */
    @Override
    public void put(E element) throws InterruptedException {
        byte[] encoded = encode(element);
        while (!bytes.putting().offer(encoded, Long.MAX_VALUE)) {
            // 292 years are over.
        }
    }

    /**
     * Adds the element if there is room now.
     *
     * @return false if the queue is full; also if a process was stopped in the middle of a put, and its turn could not be had
     *     within 100 ms
     */
    @Override
    public boolean offer(E element) {
        return bytes.putting().offer(encode(element));
    }

    @Override
    public boolean offer(E element, long timeout, TimeUnit unit) throws InterruptedException {
        return bytes.putting().offer(encode(element), unit.toNanos(timeout));
    }

    /** @throws IllegalStateException if {@link #offer(Object)} returns false, or the queue is closed */
    @Override
    public boolean add(E element) {
        if (!offer(element)) {
            throw new IllegalStateException(
                    bytes.where() + ": full, or another process is stopped in the middle of a put");
        }
        return true;
    }

    /**
     * Adds all elements, one after the other; those before one that fails stay added.
     *
     * @throws IllegalArgumentException if the elements are those of this queue
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
     * Waits for an element.
     *
     * @throws QueueClosedException if the queue is closed and nothing is left
     */
    @Override
    public E take() throws InterruptedException {
        for (; ; ) {
            byte[] element = bytes.taking().poll(Long.MAX_VALUE);
            if (element != null) {
                return decode(element);
            }
            if (bytes.taking().isEnded()) {
                throw bytes.closed();
            }
        }
    }

    /** Null at once if the queue is closed and nothing is left. */
    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
        byte[] element = bytes.taking().poll(unit.toNanos(timeout));
        return element == null ? null : decode(element);
    }

    /**
     * Takes the next element if there is one now.
     *
     * @return null if the queue is empty; also if a process was stopped in the middle of a take, and its turn could not be had
     *     within 100 ms
     */
    @Override
    public @Nullable E poll() {
        byte[] element = bytes.taking().poll();
        return element == null ? null : decode(element);
    }

    /** The oldest element, which stays; null if there is none. Any thread may look, also beside a single consumer. */
    @Override
    public @Nullable E peek() {
        byte[] element = bytes.taking().peek();
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

    @Override
    public int drainTo(Collection<? super E> to) {
        return drainTo(to, Integer.MAX_VALUE);
    }

    /**
     * Moves up to so many elements to a collection, oldest first, in one turn: other consumers wait until it returns. An element
     * leaves the queue only when the collection has accepted it. If the collection throws, the element that it was given and those
     * behind it stay in the queue. Its {@code add} must not take from this queue.
     *
     * <p>Elements that the codec cannot read are taken and reported when all others were added.
     *
     * @throws CodecException for the first such element; others are suppressed in it
     * @throws IllegalArgumentException if the collection is this queue
     */
    @Override
    public int drainTo(Collection<? super E> to, int most) {
        Objects.requireNonNull(to, "to");
        if (isSame(to)) {
            throw new IllegalArgumentException(bytes.where() + ": a queue cannot be drained to itself");
        }
        List<CodecException> unreadable = new ArrayList<>();
        int drained = bytes.taking().drain(element -> addTo(to, element, unreadable), most);
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
     * Takes all elements and drops them. The dropped elements count as done, so that {@link #join} does not wait for work
     * that nobody will do. A process that is killed here may leave a batch of up to 1,000 dropped elements unfinished.
     */
    @Override
    public void clear() {
        int dropped;
        do {
            dropped = bytes.taking().drain(element -> {}, MAX_DROPPED_AT_ONCE);
            bytes.work().dropped(dropped);
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

    /** How many elements there is room for, if they had no bytes: the most that could get in. */
    @Override
    public int remainingCapacity() {
        return (int) Math.min(bytes.remaining(), Integer.MAX_VALUE);
    }

    /**
     * Ends the putting: from now on {@code put}, {@code offer} and {@code add} throw {@link QueueClosedException}, also those
     * that wait for room. What is in the queue can still be taken; when nothing is left, {@code take} throws
     * {@link QueueClosedException} and {@code poll} returns null without waiting. For ever, in every process; closing again
     * does nothing.
     */
    public void close() {
        bytes.close();
    }

    /**
     * Closes the queue for putting and for taking at once, and drops the elements in it, as Python's
     * {@code Queue.shutdown(immediate=True)} does. From now on {@code put}, {@code offer}, {@code add} and {@code take} throw
     * {@link QueueClosedException}, also those that already wait, {@code poll} and {@code peek} return null without waiting, and
     * the queue is empty. For ever, in every process; closing again does nothing.
     *
     * <p>The dropped elements count as done: {@link #join} returns as soon as {@link #taskDone} was called for those that
     * were taken before. A put or a take that another thread has already begun may still succeed; the element of such a put is
     * dropped. The close is a single store: a process that is killed during this method has closed the queue or has not.
     */
    public void closeNow() {
        bytes.closeNow();
    }

    /** True once somebody has called {@link #close} or {@link #closeNow}. */
    public boolean isClosed() {
        return bytes.isClosed();
    }

    /**
     * True if the queue is closed and empty for ever. With a single consumer, only once that has come to the end: a put that
     * began before the close may still be under way.
     */
    public boolean isDrained() {
        return bytes.taking().isDrained();
    }

    /**
     * Says that the work on an element that was taken is finished; once for each.
     *
     * @throws IllegalStateException if it was called as often as there were elements put
     */
    public void taskDone() {
        bytes.work().taskDone();
    }

    /**
     * The number of elements that were put and for which nobody has called {@link #taskDone}: they are in the queue, or being
     * worked on. Elements that {@link #clear} or {@link #closeNow} dropped are not among them.
     */
    public long unfinished() {
        return bytes.work().unfinished();
    }

    /** Waits until {@link #taskDone} was called for every element that was put. */
    public void join() throws InterruptedException {
        while (!bytes.work().join(Long.MAX_VALUE)) {
            // 292 years are over.
        }
    }

    /** As {@link #join()}, for so long at most: a consumer that has died may not have called {@link #taskDone}. */
    public boolean join(Duration timeout) throws InterruptedException {
        return bytes.work().join(TimeUnit.NANOSECONDS.convert(timeout));
    }

    /** As it was created. */
    public QueueOptions options() {
        return options;
    }

    /** The name under which the region knows it. */
    public String name() {
        return name;
    }

    /** Each element that is there, oldest first; see Threads. It cannot remove. */
    @Override
    public Iterator<E> iterator() {
        return elements.endlessIterator();
    }

    /** CONCURRENT, ORDERED and NONNULL, of unknown size: the elements that are there when it begins. */
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
     * Elements leave by the head only.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public boolean remove(@Nullable Object element) {
        throw byTheHeadOnly("remove(Object)");
    }

    /** As {@link #remove(Object)}. */
    @Override
    public boolean removeAll(Collection<?> elements) {
        throw byTheHeadOnly("removeAll");
    }

    /** As {@link #remove(Object)}. */
    @Override
    public boolean retainAll(Collection<?> elements) {
        throw byTheHeadOnly("retainAll");
    }

    /** As {@link #remove(Object)}. */
    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        throw byTheHeadOnly("removeIf");
    }

    /** The elements, of a long queue the first hundred; where they cannot be read, the queue's state. Never throws. */
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
