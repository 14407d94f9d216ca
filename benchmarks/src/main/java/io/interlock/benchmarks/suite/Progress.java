package io.interlock.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** One line on standard error with the time left: in place on a terminal, else a new one every ten seconds. */
final class Progress implements AutoCloseable {

    private static final long PLAIN_INTERVAL_NS = Duration.ofSeconds(10).toNanos();

    private final @Nullable ProgressBar bar;
    private final int rounds;
    private final int forks;
    private long totalMs;
    private final long begunNs = System.nanoTime();
    private long doneMs;
    private int doneForks;
    private long lastLineNs = begunNs;

    Progress(List<PlannedFork> plan, int rounds) {
        this.rounds = rounds;
        this.forks = plan.size() * rounds;
        this.totalMs =
                rounds * plan.stream().mapToLong(PlannedFork::estimatedMs).sum();
        this.bar = isTerminal() ? bar(forks) : null;
    }

    void begin(int round, PlannedFork fork) {
        show("round " + round + "/" + rounds + ", " + left(), fork);
    }

    /** Its result is there from an earlier part of the run. */
    void skip(PlannedFork fork) {
        totalMs -= fork.estimatedMs();
        doneForks++;
        if (bar != null) {
            bar.stepTo(doneForks);
        }
    }

    void repeat(PlannedFork fork) {
        show("again, ", fork);
    }

    void end(PlannedFork fork) {
        doneMs += fork.estimatedMs();
        doneForks++;
        if (bar != null) {
            bar.stepTo(doneForks);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private void show(String stage, PlannedFork fork) {
        if (bar != null) {
            bar.setExtraMessage(stage + fork.shortName());
        } else if (doneMs == 0 || System.nanoTime() - lastLineNs >= PLAIN_INTERVAL_NS) {
            lastLineNs = System.nanoTime();
            System.err.println(
                    "fork " + Math.min(doneForks + 1, forks) + "/" + forks + ", " + stage + fork.shortName());
        }
    }

    private String left() {
        if (doneMs == 0) {
            return "";
        }
        long secondsPassed = (System.nanoTime() - begunNs) / 1_000_000_000;
        long seconds = secondsPassed * (totalMs - doneMs) / doneMs;
        return seconds / 60 + " min " + seconds % 60 + " s left, ";
    }

    private static ProgressBar bar(int forks) {
        return new ProgressBarBuilder()
                .setTaskName("")
                .setInitialMax(forks)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
    }

    /** Of standard error. {@code System.console()} asks for both other streams, or for none since Java 22. */
    private static boolean isTerminal() {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }
}
