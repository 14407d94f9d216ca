package io.interlock.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/** A history of runs that were never made: one lock that becomes slower after the 25th of 40, and one that does not. */
public final class MadeUpHistory {

    private static final int RUNS = 40;
    private static final int CHANGE = 25;
    private static final double NOISE = 0.02;

    private MadeUpHistory() {}

    public static Path write(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder lines = new StringBuilder();
        for (int run = 0; run < RUNS; run++) {
            double slower = run < CHANGE ? 1 : 1.2;
            lines.append(String.format(
                    Locale.ROOT,
                    "{\"historyFormat\":1,\"commit\":\"%07x\",\"date\":\"2026-02-%02dT03:00:00Z\",\"machine\":\"made up, 2"
                            + " cores\",\"jdk\":\"17\",\"benchmarks\":[%s,%s]}%n",
                    0xabc0000 + run * 4099,
                    1 + run / 2,
                    figure("interlock", 5.4 * slower, random),
                    figure("python", 52, random)));
        }
        return Files.writeString(file, lines.toString());
    }

    private static String figure(String implementation, double around, SplittableRandom random) {
        double value = around * (1 + NOISE * (random.nextDouble() - 0.5) * 2);
        return String.format(
                Locale.ROOT,
                "{\"name\":\"LockBenchmark.uncontended, implementation=%s\",\"benchmark\":\"made.up.LockBenchmark.uncontended\","
                        + "\"mode\":\"avgt\",\"params\":{\"implementation\":\"%s\"},\"metric\":\"\",\"unit\":\"ns/op\","
                        + "\"moreIsBetter\":false,\"value\":%f,\"low\":%f,\"high\":%f,\"forks\":5}",
                implementation,
                implementation,
                value,
                value * 0.98,
                value * 1.02);
    }
}
