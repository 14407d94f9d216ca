package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.interlock.reports.Commands.Outcome;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Results of other people's suites need no change to be compared: files that JMH 1.37 wrote for the benchmarks in
 * {@code shapes}, by {@code scripts/record-shapes}.
 */
class OthersResultsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "cache, 4, '', CacheShape.readWrite",
        "queue, 2, '', QueueShape.queue",
        "start, 4, gc.alloc.rate.norm, StartShape.coldStart"
    })
    void theyAreCompared(String shape, int benchmarks, String metric, String known) {
        Path file = recorded(shape);
        Outcome outcome = metric.isEmpty()
                ? Commands.run("compare", file.toString(), file.toString())
                : Commands.run("compare", file.toString(), file.toString(), "--metric", metric);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        int figures = metric.isEmpty() ? benchmarks : benchmarks + 4;
        assertThat(outcome.out()).contains(known, "None of " + figures + " benchmarks slower");
    }

    @ParameterizedTest
    @CsvSource({"cache", "queue", "start"})
    void aSlowerRunOfThemIsFound(String shape) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode root = json.readTree(recorded(shape).toFile());
        // Ten times slower: what such short recordings show for certain.
        Path slower = directory.resolve("slower.json");
        json.writeValue(slower.toFile(), tenTimesSlower(root));
        Outcome outcome = Commands.run("compare", recorded(shape).toString(), slower.toString());
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void aSiteIsMadeOfThem() {
        for (String shape : new String[] {"cache", "queue", "start"}) {
            assertThat(Sites.writePages(recorded(shape), directory.resolve(shape))
                            .resolve("index.html"))
                    .exists();
        }
    }

    private static JsonNode tenTimesSlower(JsonNode root) {
        JsonNode copy = root.deepCopy();
        for (JsonNode result : copy) {
            boolean rate = result.path("mode").asText().equals("thrpt");
            JsonNode metric = result.path("primaryMetric");
            scale(metric.path("rawData"), rate ? 0.1 : 10);
            for (JsonNode fork : metric.path("rawDataHistogram")) {
                for (JsonNode iteration : fork) {
                    for (JsonNode pair : iteration) {
                        ((ArrayNode) pair).set(0, pair.get(0).asDouble() * 10);
                    }
                }
            }
        }
        return copy;
    }

    private static void scale(JsonNode forks, double factor) {
        for (JsonNode fork : forks) {
            for (int i = 0; i < fork.size(); i++) {
                ((ArrayNode) fork).set(i, fork.get(i).asDouble() * factor);
            }
        }
    }

    private static Path recorded(String shape) {
        try {
            return Path.of(Objects.requireNonNull(OthersResultsTest.class.getResource("shapes/" + shape + ".json"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
