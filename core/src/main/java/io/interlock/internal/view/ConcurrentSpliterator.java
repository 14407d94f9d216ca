package io.interlock.internal.view;

import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A spliterator over elements that others may add and remove meanwhile: it is CONCURRENT and NONNULL, reports no size, and starts
 * to iterate at its first step.
 */
public final class ConcurrentSpliterator<T> extends Spliterators.AbstractSpliterator<T> {

    private final Supplier<Iterator<T>> source;
    private @Nullable Iterator<T> iterator;

    /** @param more characteristics, besides CONCURRENT and NONNULL */
    public ConcurrentSpliterator(Supplier<Iterator<T>> source, int more) {
        super(Long.MAX_VALUE, Spliterator.CONCURRENT | Spliterator.NONNULL | more);
        this.source = source;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        Iterator<T> from = iterator();
        if (!from.hasNext()) {
            return false;
        }
        action.accept(from.next());
        return true;
    }

    @Override
    public void forEachRemaining(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        iterator().forEachRemaining(action);
    }

    private Iterator<T> iterator() {
        Iterator<T> from = iterator;
        if (from == null) {
            from = source.get();
            iterator = from;
        }
        return from;
    }
}
