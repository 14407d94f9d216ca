package io.interlock.internal.list;

import io.interlock.internal.codec.CodecSupport;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Replaces elements by what an operator makes of them; those that it leaves the same bytes stay. */
public final class ListReplacement<E> extends ListChange {

    private final ListWindow<E> window;
    private final UnaryOperator<E> operator;
    private @Nullable ListVerdicts<byte[]> verdicts;

    public ListReplacement(ListWindow<E> window, UnaryOperator<E> operator) {
        this.window = window;
        this.operator = operator;
    }

    /** True if there was something to change. */
    public boolean run() {
        return runOn(window);
    }

    @Override
    boolean judge(ListImage image) {
        verdicts = new ListVerdicts<>(image, this::replacement);
        return verdicts.isChange();
    }

    private byte @Nullable [] replacement(ListElement element, int index) {
        CodecSupport<E> values = window.values();
        byte[] after = values.encode(operator.apply(values.decodeCopy(element.bytes(), index)));
        return Arrays.equals(element.bytes(), after) ? null : after;
    }

    @Override
    void apply(ListImage image, int first) {
        if (verdicts != null) {
            window.store().replaceAll(first, verdicts.of(image).toArray(byte[][]::new));
        }
    }
}
