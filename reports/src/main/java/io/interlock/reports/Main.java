package io.interlock.reports;

import io.interlock.reports.gate.result.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: reads result files and writes sites and comparisons. */
@Command(
        name = "interlock-reports",
        description = "Writes a site from the results of JMH runs, and finds benchmarks that have become slower.",
        mixinStandardHelpOptions = true,
        subcommands = {SiteCommand.class, CompareCommand.class, GateCommand.class, AbCommand.class, HistoryCommand.class
        })
public final class Main {

    private static final int BAD_INPUT = 2;
    /** The number of sysexits.h for an internal error; 1 means that a benchmark is slower. */
    private static final int FAULT = 70;

    private Main() {}

    public static void main(String[] arguments) {
        // Charts are drawn into files, without a window system.
        System.setProperty("java.awt.headless", "true");
        System.exit(run(arguments));
    }

    /** Returns the exit status, as each command documents it; a fault of this program is 70. */
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                // Scripts set defaults, and their users may set the same options again.
                .setOverwrittenOptionsAllowed(true)
                .setExecutionExceptionHandler(Main::report)
                .setExitCodeExceptionMapper(
                        error -> error instanceof CommandLine.ParameterException ? BAD_INPUT : FAULT);
    }

    private static int report(Exception error, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (error instanceof BadInputException) {
            command.getErr().println(error.getMessage());
            return BAD_INPUT;
        }
        throw error;
    }
}
