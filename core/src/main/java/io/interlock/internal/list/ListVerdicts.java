package io.interlock.internal.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a user's function has said of the elements of a list: it is asked once for each, in the list's order. */
final class ListVerdicts<V> {

    private final ListImage image;
    private final List<@Nullable V> verdicts;

    /** A user's function. */
    @FunctionalInterface
    interface Judge<V> {

        /** What to do with the element; null: leave it as it is. */
        @Nullable
        V judge(ListElement element, int index);
    }

    /** Asks the function. */
    ListVerdicts(ListImage image, Judge<V> judge) {
        this.image = image;
        this.verdicts = new ArrayList<>(image.size());
        for (int i = 0; i < image.size(); i++) {
            verdicts.add(judge.judge(image.element(i), i));
        }
    }

    /** True if there is an element that is not to be left as it is. */
    boolean isChange() {
        return verdicts.stream().anyMatch(Objects::nonNull);
    }

    /** The verdicts in the order of another image; null for an element that was not judged. */
    List<@Nullable V> of(ListImage now) {
        if (now == image) {
            return verdicts;
        }
        Map<ListElement, @Nullable V> known = new HashMap<>();
        for (int i = 0; i < image.size(); i++) {
            known.put(image.element(i), verdicts.get(i));
        }
        List<@Nullable V> found = new ArrayList<>(now.size());
        for (ListElement element : now.elements()) {
            found.add(known.get(element));
        }
        return found;
    }
}
