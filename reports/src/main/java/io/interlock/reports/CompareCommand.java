package io.interlock.reports;

import io.interlock.reports.gate.compare.ComparisonOptions;
import io.interlock.reports.gate.output.Outputs;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compare",
        description = "Compares two runs of a JMH suite, benchmark by benchmark, and lists them by effect.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every benchmark was compared, and none is slower",
            "1:at least one benchmark is slower",
            "2:a benchmark could not be compared; the message names it and its file"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options.
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "BASE", description = "A results directory, or a file of JMH's -rf json.")
    private Path base;

    @Parameters(index = "1", paramLabel = "HEAD", description = "The same for the run to judge.")
    private Path head;

    @Mixin
    private ComparisonOptions options;

    @Mixin
    private Outputs outputs;

    @Override
    public Integer call() {
        return outputs.write(
                options.comparer().compare(options.read(base), options.read(head)),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}
