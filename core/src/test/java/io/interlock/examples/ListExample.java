package io.interlock.examples;

import io.interlock.Region;
import io.interlock.collection.Codecs;
import io.interlock.collection.ShmList;
import io.interlock.process.JvmProcessGroup;

/**
 * Three processes append to one list.
 *
 * <pre>{@code
 * with Manager() as manager:
 *     log = manager.list()
 *     children = [Process(target=work, args=(log, i)) for i in range(3)]
 *     for child in children: child.start()
 *     for child in children: child.join()
 *     print(sorted(log))
 * }</pre>
 */
public class ListExample {

    private static final String REGION = "example-list";
    private static final int PROCESSES = 3;

    /** What is in the list; a codec for each of its components is found by its type. */
    public record Result(int worker, String text) {}

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmList<Result> results = region.list("results", Codecs.ofRecord(Result.class));
            try (JvmProcessGroup group = JvmProcessGroup.start(PROCESSES, i -> work(results, i))) {
                group.join();
            }
            results.stream()
                    .sorted((one, other) -> one.worker() - other.worker())
                    .forEach(result -> System.out.println(result.worker() + ": " + result.text()));
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void work(ShmList<Result> results, int worker) {
        results.add(new Result(worker, "done by process " + worker));
    }
}
