package io.interlock.benchmarks;

import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.jmh.WindowProfiler;
import io.interlock.benchmarks.suite.SuiteCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/**
 * An ordinary JMH program, with every option of JMH ({@code -h}); {@code suite} runs everything in interleaved rounds and
 * writes a results directory ({@code suite --help}).
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("suite")) {
            String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
            System.exit(new CommandLine(new SuiteCommand())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .execute(rest));
        }
        String run = RunFiles.newRunId();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endRun(run), "clean-up"));
        org.openjdk.jmh.Main.main(withWindows(arguments, run));
    }

    /** What JMH needs to be told besides: where figures of windows come from, and that a failed check fails the run. */
    private static String[] withWindows(String[] arguments, String run) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-prof", WindowProfiler.class.getName() + ":" + WindowProfiler.options(run)));
        if (!all.contains("-foe")) {
            all.addAll(List.of("-foe", "true"));
        }
        return all.toArray(String[]::new);
    }

    private static void endRun(String run) {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        new RunFiles(run).sweep("");
    }
}
