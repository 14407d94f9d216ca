package io.interlock.internal.list;

import io.interlock.internal.codec.CodecSupport;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sorts a list. Elements that were not there when it was sorted stay at their index. */
public final class ListSorting<E> extends ListChange {

    private final ListWindow<E> window;
    private final Comparator<? super E> comparator;
    private @Nullable ListImage sorted;

    /** For each index of the sorted image, which of its elements comes there. */
    private int[] order = {};

    @SuppressWarnings(
            "unchecked") // elements that are not comparable are told of by a ClassCastException, as List.sort says
    public ListSorting(ListWindow<E> window, @Nullable Comparator<? super E> comparator) {
        this.window = window;
        this.comparator = comparator == null ? (Comparator<? super E>) Comparator.naturalOrder() : comparator;
    }

    /** True if there was something to change. */
    public boolean run() {
        return runOn(window);
    }

    @Override
    boolean judge(ListImage image) {
        CodecSupport<E> values = window.values();
        Integer[] indices = IntStream.range(0, image.size()).boxed().toArray(Integer[]::new);
        // What comes first here is looked at by index; elements are read once each.
        Object[] elements = new Object[image.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = values.decodeCopy(image.element(i).bytes(), i);
        }
        Arrays.sort(indices, (a, b) -> compare(elements[a], elements[b]));
        sorted = image;
        order = Arrays.stream(indices).mapToInt(Integer::intValue).toArray();
        return !isIdentity(order);
    }

    @SuppressWarnings("unchecked") // what the codec has made
    private int compare(Object a, Object b) {
        return comparator.compare((E) a, (E) b);
    }

    @Override
    void apply(ListImage image, int first) {
        window.store().reorder(first, image == sorted ? order : orderOf(image));
    }

    private int[] orderOf(ListImage image) {
        Map<ListElement, Integer> ranks = new HashMap<>();
        for (int rank = 0; sorted != null && rank < order.length; rank++) {
            ranks.put(sorted.element(order[rank]), rank);
        }
        int[] places = IntStream.range(0, image.size())
                .filter(i -> ranks.containsKey(image.element(i)))
                .toArray();
        int[] byRank = Arrays.stream(places)
                .boxed()
                .sorted(Comparator.comparing(i -> ranks.get(image.element(i))))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] all = IntStream.range(0, image.size()).toArray();
        for (int i = 0; i < places.length; i++) {
            all[places[i]] = byRank[i];
        }
        return all;
    }

    private static boolean isIdentity(int[] order) {
        return IntStream.range(0, order.length).allMatch(i -> order[i] == i);
    }
}
