package io.interlock.internal.list;

import io.interlock.internal.codec.CodecSupport;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Removes the elements for which a predicate is true. */
final class ListRemoval<E> extends ListChange {

    private final ListRange<E> range;
    private final Predicate<? super E> filter;
    private @Nullable ListVerdicts<Boolean> verdicts;
    private boolean removed;

    ListRemoval(ListRange<E> range, Predicate<? super E> filter) {
        this.range = range;
        this.filter = filter;
    }

    /** Removes them; true if any was removed. */
    boolean run() {
        return runOn(range) && removed;
    }

    @Override
    boolean judge(ListImage image) {
        CodecSupport<E> values = range.window().values();
        verdicts = new ListVerdicts<>(
                image, (element, index) -> filter.test(values.decodeCopy(element.bytes(), index)) ? true : null);
        return verdicts.isChange();
    }

    @Override
    void apply(ListImage image, int first) {
        List<@Nullable Boolean> known = verdicts == null ? List.of() : verdicts.of(image);
        BitSet indices = new BitSet();
        for (int i = 0; i < known.size(); i++) {
            indices.set(first + i, known.get(i) != null);
        }
        range.window().store().removeAll(indices);
        range.window().resized(-indices.cardinality());
        removed = !indices.isEmpty();
    }
}
