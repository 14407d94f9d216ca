package io.interlock.benchmarks.suite.machine;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the processors did since the machine's start, from {@code /proc}, in clock ticks. All zero where there is no such thing.
 *
 * @param own by this process and by its children that have ended
 */
public record SystemLoad(long total, long busy, long steal, long own) {

    /** Of all processor time between two readings. */
    public record Share(double stealPercent, double foreignCpuPercent) implements Serializable {

        public static final double MAX_STEAL_PERCENT = 2;
        public static final double MAX_FOREIGN_CPU_PERCENT = 5;

        /** Above 1, figures are disturbed. */
        public double disturbance() {
            return Math.max(stealPercent / MAX_STEAL_PERCENT, foreignCpuPercent / MAX_FOREIGN_CPU_PERCENT);
        }
    }

    /** Columns of {@code /proc/stat}. */
    private static final int IDLE = 3;

    private static final int IO_WAIT = 4;
    private static final int STEAL = 7;

    /** Column of {@code /proc/self/stat}, after the state: user and system time, then both of ended children. */
    private static final int USER_TIME = 10;

    public static SystemLoad now() {
        try {
            String all = Files.readAllLines(Path.of("/proc/stat")).get(0).substring("cpu".length());
            long[] cpu = numbers(all, 0, STEAL + 1);
            long total = Arrays.stream(cpu).sum();
            long busy = total - cpu[IDLE] - cpu[IO_WAIT] - cpu[STEAL];
            return new SystemLoad(total, busy, cpu[STEAL], ownTicks());
        } catch (IOException e) {
            return new SystemLoad(0, 0, 0, 0);
        }
    }

    public Share since(SystemLoad before) {
        long ticks = Math.max(1, total - before.total);
        long foreign = Math.max(0, (busy - before.busy) - (own - before.own));
        return new Share(100.0 * (steal - before.steal) / ticks, 100.0 * foreign / ticks);
    }

    private static long ownTicks() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.UTF_8);
        // The command's name, in parentheses, may contain anything; "S ppid …" follows it.
        String afterState = stat.substring(stat.lastIndexOf(')') + 3);
        return Arrays.stream(numbers(afterState, USER_TIME, USER_TIME + 4)).sum();
    }

    /** The columns from one to before another. */
    private static long[] numbers(String text, int from, int to) {
        return Arrays.stream(text.strip().split("\\s+", -1), from, to)
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
