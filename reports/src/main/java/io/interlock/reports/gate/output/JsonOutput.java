package io.interlock.reports.gate.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.reports.gate.compare.Finding;
import io.interlock.reports.gate.compare.Verdicts;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.statistics.Estimate;

/** The JSON for programs. Ratios are of times, head over base: above 1 the head is slower, for rates too. */
final class JsonOutput {

    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonOutput() {}

    static String of(Verdicts verdicts) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("comparisonFormat", FORMAT);
        root.put("base", verdicts.base());
        root.put("head", verdicts.head());
        root.put("status", verdicts.status());
        root.put("summary", verdicts.summary());
        ArrayNode findings = root.putArray("benchmarks");
        verdicts.findings().forEach(finding -> write(finding, findings.addObject()));
        ArrayNode problems = root.putArray("problems");
        verdicts.problems()
                .forEach(problem -> problems.addObject()
                        .put("file", problem.file())
                        .put("benchmark", problem.benchmark())
                        .put("reason", problem.reason()));
        ArrayNode notes = root.putArray("notes");
        verdicts.notes().forEach(notes::add);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing into memory", e);
        }
    }

    private static void write(Finding finding, ObjectNode node) {
        node.put("benchmark", finding.head().benchmark());
        node.put("mode", finding.head().mode());
        node.set("params", MAPPER.valueToTree(finding.head().params()));
        node.put("metric", finding.head().metric());
        node.put("unit", finding.head().values().unit());
        node.put("base", Bootstrap.score(finding.base().values()));
        node.put("head", Bootstrap.score(finding.head().values()));
        node.put("baseForks", finding.base().values().forks().size());
        node.put("headForks", finding.head().values().forks().size());
        node.set("ratio", estimate(finding.ratio()));
        node.put("threshold", finding.threshold());
        node.put("verdict", finding.verdict().word());
        node.put("smallestVisibleRatio", finding.smallestVisible());
        finding.noise().ifPresent(noise -> node.set("baseAgainstBase", estimate(noise)));
    }

    private static ObjectNode estimate(Estimate estimate) {
        return MAPPER.createObjectNode()
                .put("value", estimate.value())
                .put("low", estimate.low())
                .put("high", estimate.high());
    }
}
