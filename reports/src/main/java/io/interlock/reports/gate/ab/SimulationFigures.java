package io.interlock.reports.gate.ab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.interlock.reports.gate.result.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The false alarms and the findings of {@code ab} in a simulation, with everything needed to repeat it.
 *
 * @param machine on which the recorded run was made
 * @param commit of which it was
 * @param injected the least noisy benchmark first
 */
public record SimulationFigures(
        int simulationFormat,
        String machine,
        String commit,
        double thresholdPercent,
        double slowdownPercent,
        int minForks,
        int maxForks,
        long seed,
        SameProgram sameProgram,
        List<Injected> injected) {

    /**
     * Runs of the same program on both sides.
     *
     * @param alarms runs in which anything was said to be slower
     * @param medianForks that each side had, over all runs and benchmarks
     */
    public record SameProgram(int runs, int benchmarks, int alarms, double medianForks) {}

    /**
     * Runs in which one benchmark was slower.
     *
     * @param noisePercent how much the recorded forks differ from each other: the standard deviation of their logarithms
     * @param found in how many of the runs it was said to be slower
     * @param otherAlarms in how many of the runs any other was
     * @param medianForks that each side had of it, with those of the repetition
     */
    public record Injected(
            String benchmark, double noisePercent, int runs, int found, int otherAlarms, double medianForks) {}

    public static final int FORMAT = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public SimulationFigures {
        injected = List.copyOf(injected);
    }

    /** Those of this version of the program; empty if none were made. */
    public static Optional<SimulationFigures> published() {
        return Published.read("simulation.json", SimulationFigures.class);
    }

    public void write(Path file) {
        try {
            MAPPER.writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be written", e);
        }
    }

    /** Of the benchmarks whose forks differ by no more than this, how many slowdowns were found, of how many. */
    public int[] found(double mostNoisePercent) {
        int found = 0;
        int runs = 0;
        for (Injected one : injected) {
            if (one.noisePercent() <= mostNoisePercent) {
                found += one.found();
                runs += one.runs();
            }
        }
        return new int[] {found, runs};
    }
}
