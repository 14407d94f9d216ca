package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A list gives what {@link ArrayList} gives. */
class ListModelTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    @Timeout(180) // watchdog: a process that fails leaves the other waiting
    void doesAsTheModelDoes() throws Exception {
        new Lists().play(workspace);
    }

    static final class Lists extends ModelGame<List<String>> {

        private static final long serialVersionUID = 1L;
        private static final int MAX_ELEMENTS = 400;
        private static final int MAX_USUAL_LENGTH = 200;
        private static final int MAX_LENGTH = 8_000;

        @Override
        List<String> shared(Region region, int me) {
            return region.list("list", Codecs.string());
        }

        @Override
        List<String> model() {
            return new ArrayList<>();
        }

        @Override
        Object change(List<String> list, int mover, Random random) {
            String value = value(random);
            int size = list.size();
            if (size == 0 || (size < MAX_ELEMENTS && random.nextInt(4) == 0)) {
                return list.add(value);
            }
            int index = random.nextInt(size);
            return switch (random.nextInt(size > MAX_ELEMENTS ? 7 : 20)) {
                case 0, 1 -> list.remove(index);
                case 2 -> list.remove(list.get(index));
                case 3 -> list.remove(size - 1);
                case 4 -> list.removeIf(element -> element.length() % 29 == 1);
                case 5 -> list.set(index, value);
                case 6 -> {
                    if (random.nextInt(500) == 0) {
                        list.clear();
                    }
                    yield list.size();
                }
                case 7, 8 -> {
                    list.add(index, value);
                    yield list.get(index);
                }
                case 9 -> list.addAll(index, List.of(value, value + "!"));
                case 10 -> {
                    list.subList(index, Math.min(size, index + 5)).clear();
                    yield list.size();
                }
                case 11 -> {
                    Collections.swap(list, index, random.nextInt(size));
                    yield list.get(index);
                }
                case 12 -> list.indexOf(value) + list.lastIndexOf(list.get(index));
                case 13 -> {
                    list.subList(0, Math.min(size, 20)).sort(null);
                    yield list.get(0);
                }
                case 14 -> {
                    list.subList(index / 2, index).replaceAll(element -> element.length() % 3 == 0 ? value : element);
                    yield list.hashCode();
                }
                case 15 -> list.addAll(list.subList(index, Math.min(size, index + 3)));
                case 16 -> list.subList(index, size).retainAll(new HashSet<>(list.subList(size / 2, size)));
                case 17 -> {
                    ListIterator<String> elements = list.listIterator(index);
                    elements.add(value);
                    elements.next();
                    elements.set(value + "?");
                    elements.previous();
                    elements.remove();
                    yield elements.nextIndex();
                }
                default -> list.get(index);
            };
        }

        private static String value(Random random) {
            int most = random.nextInt(50) == 0 ? MAX_LENGTH : MAX_USUAL_LENGTH;
            return Integer.toString(random.nextInt(10)).repeat(random.nextInt(most));
        }

        @Override
        void check(List<String> list, List<String> model, int me) {
            assertThat(list).isEqualTo(model).hasSize(model.size());
            assertThat(((ShmList<String>) list).verify()).isEmpty();
        }
    }
}
