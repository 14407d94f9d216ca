package io.interlock.reports;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Reads result files and writes what people read: see the subcommands. */
@Command(
        name = "interlock-reports",
        description = "Turns the results of JMH runs into a site.",
        mixinStandardHelpOptions = true,
        subcommands = SiteCommand.class)
public final class Main {

    private static final int BAD_INPUT = 2;

    private Main() {}

    public static void main(String[] arguments) {
        // Charts are drawn into files; no window system is needed, nor asked for.
        System.setProperty("java.awt.headless", "true");
        System.exit(run(arguments));
    }

    /** Returns the exit status: 0 done, 1 a fault of this program, 2 bad input. */
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler(Main::report);
    }

    private static int report(Exception error, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (error instanceof BadInputException) {
            command.getErr().println(error.getMessage());
            return BAD_INPUT;
        }
        throw error;
    }
}
