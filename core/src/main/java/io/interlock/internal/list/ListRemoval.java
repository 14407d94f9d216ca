package io.interlock.internal.list;

import io.interlock.internal.codec.CodecSupport;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Removes the elements for which a predicate is true. */
public final class ListRemoval<E> extends ListChange {

    private final ListWindow<E> window;
    private final Predicate<? super E> filter;
    private @Nullable ListVerdicts<Boolean> verdicts;
    private boolean removed;

    public ListRemoval(ListWindow<E> window, Predicate<? super E> filter) {
        this.window = window;
        this.filter = filter;
    }

    /** Removes them; true if any was removed. */
    public boolean run() {
        return runOn(window) && removed;
    }

    @Override
    boolean judge(ListImage image) {
        CodecSupport<E> values = window.values();
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
        window.store().removeAll(indices);
        window.resized(-indices.cardinality());
        removed = !indices.isEmpty();
    }
}
