package io.interlock.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code interlock}. */
@Command(
        name = "interlock",
        description = "Looks into regions of shared memory, and removes those that nobody uses.",
        subcommands = {ListCommand.class, InspectCommand.class, UnlinkCommand.class},
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a region is damaged, missing, or was not removed; all others were seen to",
            "2:the command line makes no sense"
        },
        footer = {
            "",
            "list and inspect never change a region and never wait for its users; inspect --verify does both.",
            "Regions are in /dev/shm unless -Dinterlock.directory=DIR says otherwise to java."
        })
public final class Main {

    static final int DONE = 0;
    static final int NOT_ALL_DONE = 1;
    static final int WRONG_USAGE = 2;

    private Main() {}

    /** Runs the command and ends the JVM. */
    public static void main(String[] arguments) {
        // Names in regions are UTF-8, whatever the terminal's locale says to an old JDK.
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("interlock: " + Text.printable(Text.messageOf(e)));
                    return NOT_ALL_DONE;
                })
                .execute(arguments));
    }

    /** The jar's own. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"interlock " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
