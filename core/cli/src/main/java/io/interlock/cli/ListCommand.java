package io.interlock.cli;

import io.interlock.RegionInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock list}. */
@Command(name = "list", description = "Lists the regions of this machine, or of a directory. Other files are ignored.")
final class ListCommand implements Callable<Integer> {

    private static final List<String> HEAD = List.of(
            "NAME",
            "USE",
            "PROCESSES",
            "THREADS",
            "ENDED",
            "CAPACITY",
            "BACKED",
            "CREATED",
            "BY",
            "FORMAT",
            "PROTOCOL");

    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", description = "Where to look instead.")
    private @Nullable Path directory;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // until picocli sets it

    @Override
    public Integer call() throws IOException {
        List<RegionInfo> regions = directory == null ? RegionInfo.list() : RegionInfo.list(directory);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.writeAll(out, regions, false);
        } else if (regions.isEmpty()) {
            out.println("no regions");
        } else {
            Text.table(out, HEAD, regions.stream().map(ListCommand::row).toList());
            regions.forEach(region -> region.problem().ifPresent(problem -> out.println(Text.printable(problem))));
        }
        return regions.stream().anyMatch(region -> region.problem().isPresent()) ? Main.NOT_ALL_DONE : Main.DONE;
    }

    private static List<String> row(RegionInfo region) {
        String name = region.name().orElse(region.path().toString());
        String use = Text.words(region.use());
        if (region.details().isEmpty()) {
            return List.of(name, use, "?", "?", "?", "?", "?", "?", "?", "?", "unreadable");
        }
        RegionInfo.Details details = region.details().get();
        return List.of(
                name,
                use,
                String.valueOf(details.processes()),
                String.valueOf(details.threads().size()),
                String.valueOf(details.endedThreads()),
                String.valueOf(details.capacityBytes()),
                String.valueOf(details.backedBytes()),
                details.created().toString(),
                Text.process(details.creatorPid(), details.creatorPidNamespace()),
                String.valueOf(details.formatVersion()),
                details.protocol() + (region.problem().isPresent() ? " damaged" : ""));
    }
}
