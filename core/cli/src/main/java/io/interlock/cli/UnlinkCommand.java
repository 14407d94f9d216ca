package io.interlock.cli;

import io.interlock.Region;
import io.interlock.RegionException;
import io.interlock.RegionInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock unlink}. */
@Command(
        name = "unlink",
        description = "Removes regions that no living process has open.",
        footer = {
            "",
            "A region in use is refused, unless --force: its users then go on with what they have, and the next process that opens the"
                    + " name next gets a new region."
        })
final class UnlinkCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME|PATH",
            description = "Regions' names, or paths with a slash; with --unused the directory to look into.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = {"--unused", "--all-unused"},
            description = "Removes every region that no living process has open.")
    private boolean unused;

    @Option(names = "--force", description = "Removes also what is in use.")
    private boolean force;

    @Option(names = "--dry-run", description = "Only tells what would be removed.")
    private boolean dryRun;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // until picocli sets it

    /** What became of one region. */
    record Result(String region, boolean removed, String message) {}

    @Override
    public Integer call() throws IOException {
        List<Result> results = unused ? unlinkUnused() : unlinkNamed();
        if (json) {
            Json.write(spec.commandLine().getOut(), results, dryRun);
        } else {
            results.forEach(this::print);
        }
        return results.stream().allMatch(Result::removed) ? Main.DONE : Main.NOT_ALL_DONE;
    }

    private List<Result> unlinkNamed() {
        if (targets.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "say which regions to remove, or --unused");
        }
        return targets.stream()
                .map(target -> Target.find(spec, target)
                        .map(this::unlink)
                        .orElseGet(() -> new Result(target, false, "no such region")))
                .toList();
    }

    private List<Result> unlinkUnused() throws IOException {
        if (force || targets.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--unused takes one directory at most, and no --force: it spares what is in use");
        }
        List<RegionInfo> regions = targets.isEmpty() ? RegionInfo.list() : RegionInfo.list(Path.of(targets.get(0)));
        return regions.stream()
                .filter(region -> region.use() != RegionInfo.Use.IN_USE)
                .map(this::unlink)
                .toList();
    }

    private Result unlink(RegionInfo region) {
        String path = region.path().toString();
        if (!force && region.use() == RegionInfo.Use.IN_USE) {
            return new Result(path, false, "in use" + usersOf(region) + "; --force removes its name all the same");
        }
        if (dryRun) {
            return new Result(path, true, "would be removed");
        }
        try {
            if (force ? Region.unlink(region.path()) : Region.unlinkUnused(region.path())) {
                return new Result(path, true, "removed");
            }
            return new Result(path, false, "was opened or removed by others meanwhile");
        } catch (RegionException e) {
            return new Result(path, false, Text.messageOf(e));
        }
    }

    private static String usersOf(RegionInfo region) {
        List<String> users = region.details()
                .map(details -> details.threads().stream()
                        .map(thread -> Text.process(thread.pid(), thread.pidNamespace()))
                        .distinct()
                        .toList())
                .orElse(List.of());
        return users.isEmpty() ? "" : " by process " + String.join(", ", users);
    }

    private void print(Result result) {
        String line = Text.printable(result.region + ": " + result.message);
        if (result.removed) {
            spec.commandLine().getOut().println(line);
        } else {
            spec.commandLine().getErr().println("interlock: " + line);
        }
    }
}
