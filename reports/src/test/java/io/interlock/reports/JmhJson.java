package io.interlock.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;

/** Result files of JMH for tests, with figures around given ones. */
final class JmhJson {

    private static final double FORK_NOISE = 0.01;

    private final ObjectMapper json = new ObjectMapper();
    private final ArrayNode results = json.createArrayNode();
    private final SplittableRandom random;

    JmhJson(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A time, with forks around it. */
    JmhJson time(String benchmark, double nanoseconds, int forks) {
        return with(benchmark, "avgt", "ns/op", Map.of(), nanoseconds, forks);
    }

    JmhJson with(String benchmark, String mode, String unit, Map<String, String> params, double around, int forks) {
        ObjectNode metric = json.createObjectNode();
        metric.put("scoreUnit", unit);
        ArrayNode raw = metric.putArray("rawData");
        for (int fork = 0; fork < forks; fork++) {
            double middle = around * (1 + FORK_NOISE * random.nextDouble(-1, 1));
            ArrayNode iterations = raw.addArray();
            for (int i = 0; i < 3; i++) {
                iterations.add(middle * (1 + FORK_NOISE * random.nextDouble(-1, 1)));
            }
        }
        ObjectNode result = results.addObject();
        result.put("jmhVersion", "1.37");
        result.put("benchmark", benchmark);
        result.put("mode", mode);
        result.put("threads", 1);
        result.put("forks", forks);
        result.set("params", json.valueToTree(params));
        result.set("primaryMetric", metric);
        return this;
    }

    /** Changes the last result. */
    JmhJson field(String name, Object value) {
        ((ObjectNode) results.get(results.size() - 1)).set(name, json.valueToTree(value));
        return this;
    }

    Path write(Path file) throws IOException {
        json.writeValue(file.toFile(), results);
        return file;
    }
}
