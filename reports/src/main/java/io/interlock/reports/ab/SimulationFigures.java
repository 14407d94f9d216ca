package io.interlock.reports.ab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.interlock.reports.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code simulate} found out, with all that is needed to find it out again.
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
        Simulation.SameProgram sameProgram,
        List<Simulation.Injected> injected) {

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
        for (Simulation.Injected one : injected) {
            if (one.noisePercent() <= mostNoisePercent) {
                found += one.found();
                runs += one.runs();
            }
        }
        return new int[] {found, runs};
    }
}
