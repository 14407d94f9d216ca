package io.interlock.reports.gate.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** The run's {@code .hlog} files, in nanoseconds, by benchmark, parameters and metric. A file is read when it is needed. */
public final class Histograms {

    private static final String EXTENSION = ".hlog";

    private record Key(String benchmark, Map<String, String> params, String metric) {}

    private final Map<Key, Path> files = new HashMap<>();

    private Histograms() {}

    public static Histograms none() {
        return new Histograms();
    }

    static Histograms in(Path directory) {
        Histograms histograms = new Histograms();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> entries = Files.list(directory)) {
                entries.filter(file -> file.toString().endsWith(EXTENSION)).forEach(histograms::add);
            } catch (IOException e) {
                throw new BadInputException(directory + ": cannot be read", e);
            }
        }
        return histograms;
    }

    private void add(Path file) {
        String name = String.valueOf(file.getFileName());
        String[] parts = name.substring(0, name.length() - EXTENSION.length()).split(",", -1);
        Map<String, String> params = new TreeMap<>();
        for (int i = 1; i < parts.length - 1; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                params.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
            }
        }
        files.put(new Key(parts[0], params, parts[parts.length - 1]), file);
    }

    /** The sum of all forks of a result. */
    public Optional<Histogram> merged(Result result, String metric) {
        Key key = new Key(result.className() + "." + result.method(), new TreeMap<>(result.params()), metric);
        return Optional.ofNullable(files.get(key)).map(Histograms::merge);
    }

    List<Path> files() {
        return files.values().stream().sorted().toList();
    }

    private static Histogram merge(Path file) {
        Histogram all = new Histogram(3);
        all.setAutoResize(true);
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            EncodableHistogram next = reader.nextIntervalHistogram();
            while (next != null) {
                all.add((Histogram) next);
                next = reader.nextIntervalHistogram();
            }
        } catch (IOException | RuntimeException e) {
            throw new BadInputException(file + ": no readable histogram log; was it cut off?", e);
        }
        if (all.getTotalCount() == 0) {
            throw new BadInputException(file + ": has no value; was it cut off?");
        }
        return all;
    }
}
