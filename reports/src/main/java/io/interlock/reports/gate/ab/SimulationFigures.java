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
 * @param machine the machine of the recorded run
 * @param commit the commit of the recorded run
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
     * @param alarms the number of runs that reported any benchmark as slower
     * @param medianForks the median number of forks of each side, over all runs and benchmarks
     */
    public record SameProgram(int runs, int benchmarks, int alarms, double medianForks) {}

    /**
     * Runs in which one benchmark was slower.
     *
     * @param noisePercent the standard deviation of the logarithms of the recorded forks
     * @param found the number of runs that reported it as slower
     * @param otherAlarms the number of runs that reported any other benchmark as slower
     * @param medianForks the median number of its forks on each side, including those of the second measurement
     */
    public record Injected(
            String benchmark, double noisePercent, int runs, int found, int otherAlarms, double medianForks) {}

    public static final int FORMAT = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public SimulationFigures {
        injected = List.copyOf(injected);
    }

    /** The figures of this version of the program; empty if there are none. */
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

    /** The share of found slowdowns among the benchmarks with at most this noise. */
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
