package io.interlock.internal.list;

import io.interlock.internal.codec.CodecSupport;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Replaces elements by what an operator makes of them; those that it leaves the same bytes stay. */
final class ListReplacement<E> extends ListChange {

    private final ListRange<E> range;
    private final UnaryOperator<E> operator;
    private @Nullable ListVerdicts<byte[]> verdicts;

    ListReplacement(ListRange<E> range, UnaryOperator<E> operator) {
        this.range = range;
        this.operator = operator;
    }

    @Override
    boolean judge(ListImage image) {
        verdicts = new ListVerdicts<>(image, this::replacement);
        return verdicts.isChange();
    }

    private byte @Nullable [] replacement(ListElement element, int index) {
        CodecSupport<E> values = range.window().values();
        byte[] after = values.encode(operator.apply(values.decodeCopy(element.bytes(), index)));
        return Arrays.equals(element.bytes(), after) ? null : after;
    }

    @Override
    void apply(ListImage image, int first) {
        if (verdicts != null) {
            range.window().store().replaceAll(first, verdicts.of(image).toArray(byte[][]::new));
        }
    }
}
