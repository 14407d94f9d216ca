package io.interlock.reports.gate.output;

import io.interlock.reports.gate.compare.Verdicts;
import io.interlock.reports.gate.result.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Output options of every command that compares. */
public final class Outputs {

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Also writes the table as Markdown, for a pull request's comment or a job's summary.")
    private Optional<Path> markdown = Optional.empty();

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description =
                    "Also writes JUnit's XML: a slower benchmark is a failure, one that was not compared an error.")
    private Optional<Path> junit = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes all verdicts as JSON.")
    private Optional<Path> json = Optional.empty();

    /** Returns the exit status. */
    public int write(Verdicts verdicts, PrintWriter out, PrintWriter err) {
        markdown.ifPresent(file -> write(file, MarkdownOutput.of(verdicts)));
        junit.ifPresent(file -> write(file, JunitOutput.of(verdicts)));
        json.ifPresent(file -> write(file, JsonOutput.of(verdicts)));
        TerminalOutput.write(verdicts, out, err);
        return verdicts.status();
    }

    private static void write(Path file, String text) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be written", e);
        }
    }
}
