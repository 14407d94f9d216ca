package io.interlock.reports;

import io.interlock.reports.gate.result.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Reads result files and writes what people read: see the subcommands. */
@Command(
        name = "interlock-reports",
        description = "Turns the results of JMH runs into a site, and says what is slower than before.",
        mixinStandardHelpOptions = true,
        subcommands = {SiteCommand.class, CompareCommand.class, GateCommand.class, AbCommand.class, HistoryCommand.class
        })
public final class Main {

    private static final int BAD_INPUT = 2;
    /** Not 1: that says that something is slower. The number is that of sysexits.h for an internal error. */
    private static final int FAULT = 70;

    private Main() {}

    public static void main(String[] arguments) {
        // Charts are drawn into files; no window system is needed, nor asked for.
        System.setProperty("java.awt.headless", "true");
        System.exit(run(arguments));
    }

    /** Returns the exit status, as each command documents it; a fault of this program is 70. */
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                // Scripts set defaults that whoever calls them may set again.
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
