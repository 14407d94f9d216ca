package io.interlock.examples;

import io.interlock.Region;
import io.interlock.collection.Codecs;
import io.interlock.collection.ShmMap;
import io.interlock.process.JvmProcessGroup;
import java.util.List;
import java.util.TreeMap;

/**
 * Two processes count words into one map.
 *
 * <pre>{@code
 * with Manager() as manager:
 *     counts, lock = manager.dict(), manager.Lock()
 *     children = [Process(target=count, args=(lock, counts, words)) for words in texts]
 *     for child in children: child.start()
 *     for child in children: child.join()
 *     print(sorted(counts.items()))
 * }</pre>
 */
public class MapExample {

    private static final String REGION = "example-map";
    private static final List<List<String>> TEXTS =
            List.of(List.of("the", "cat", "and", "the", "hat"), List.of("the", "hat", "on", "the", "cat"));

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmMap<String, Integer> counts = region.map("counts", Codecs.string(), Codecs.int32());
            try (JvmProcessGroup group = JvmProcessGroup.start(TEXTS.size(), i -> count(counts, TEXTS.get(i)))) {
                group.join();
            }
            System.out.println(new TreeMap<>(counts));
        } finally {
            Region.unlink(REGION);
        }
    }

    /** No lock is needed: {@code merge} is atomic. */
    private static void count(ShmMap<String, Integer> counts, List<String> words) {
        for (String word : words) {
            counts.merge(word, 1, Integer::sum);
        }
    }
}
