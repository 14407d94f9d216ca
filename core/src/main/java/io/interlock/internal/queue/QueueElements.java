package io.interlock.internal.queue;

import io.interlock.internal.codec.OwnedCodec;
import io.interlock.internal.ring.RingCursor;
import io.interlock.internal.view.ConcurrentSpliterator;
import java.util.AbstractCollection;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The elements that a queue has when a method begins, read while others are put and taken. It takes none. Each method ends, also
 * beside a producer that is faster than it.
 */
public final class QueueElements<E> extends AbstractCollection<E> {

    private final QueueCore queue;
    private final Function<byte[], E> decoder;

    public QueueElements(QueueCore queue, Function<byte[], E> decoder) {
        this.queue = queue;
        this.decoder = decoder;
    }

    @Override
    public Iterator<E> iterator() {
        return queue.isClosedNow()
                ? Collections.emptyIterator()
                : new Walk<>(queue.cursorToNow(), decoder, queue.where());
    }

    /** An iterator that also returns the elements which are put while it runs. */
    public Iterator<E> endlessIterator() {
        return queue.isClosedNow() ? Collections.emptyIterator() : new Walk<>(queue.cursor(), decoder, queue.where());
    }

    /** The elements as texts: those that cannot be read are shown by their bytes. */
    public Iterator<String> texts() {
        Iterator<E> elements = iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public String next() {
                return OwnedCodec.text(elements::next);
            }
        };
    }

    @Override
    public Spliterator<E> spliterator() {
        return new ConcurrentSpliterator<>(this::iterator, Spliterator.ORDERED);
    }

    @Override
    public int size() {
        return (int) Math.min(queue.size(), Integer.MAX_VALUE);
    }

    /** Reads one element ahead, so that what {@link #hasNext} has promised is there. */
    private static final class Walk<E> implements Iterator<E> {

        private final RingCursor cursor;
        private final Function<byte[], E> decoder;
        private final String where;
        private byte @Nullable [] next;

        Walk(RingCursor cursor, Function<byte[], E> decoder, String where) {
            this.cursor = cursor;
            this.decoder = decoder;
            this.where = where;
            this.next = cursor.next();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public E next() {
            byte[] element = next;
            if (element == null) {
                throw new NoSuchElementException(where + ": no element follows");
            }
            next = cursor.next();
            return decoder.apply(element);
        }
    }
}
