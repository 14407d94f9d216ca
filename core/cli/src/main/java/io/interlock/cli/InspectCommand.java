package io.interlock.cli;

import io.interlock.RegionEntry;
import io.interlock.RegionInfo;
import io.interlock.RegionThread;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock inspect}. */
@Command(name = "inspect", description = "Tells what is in a region: holders, waiters, and what the dead have left.")
final class InspectCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "NAME|PATH", description = "A region's name, or a path with a slash.")
    private String target = "";

    @Option(
            names = "--verify",
            description = {
                "Opens the region too, and checks that all memory of its collections can be reached, or is free.",
                "Waits for the thread at work in one, and puts right what the dead have left half done."
            })
    private boolean verify;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // until picocli sets it

    @Override
    public Integer call() throws IOException {
        Optional<RegionInfo> found = Target.find(spec, target);
        if (found.isEmpty()) {
            spec.commandLine().getErr().println("interlock: no region " + Text.printable(target));
            return Main.NOT_ALL_DONE;
        }
        RegionInfo region = found.get();
        Optional<Verified> verified = verify ? Optional.of(Verified.of(region)) : Optional.empty();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.write(out, region, verified);
        } else {
            write(out, region);
            verified.ifPresent(result -> write(out, result));
        }
        boolean whole = verified.map(Verified::isWhole).orElse(true);
        return region.problem().isPresent() || !whole ? Main.NOT_ALL_DONE : Main.DONE;
    }

    private static void write(PrintWriter out, Verified verified) {
        out.println();
        verified.whyNot().ifPresent(reason -> out.println("not verified: " + Text.printable(reason)));
        if (verified.whyNot().isEmpty()) {
            out.println("verified: "
                    + (verified.isWhole() ? "whole" : verified.problems().size() + " problems"));
        }
        verified.problems().forEach(problem -> out.println("  " + Text.printable(problem)));
    }

    private static void write(PrintWriter out, RegionInfo region) {
        out.println(Text.printable(region.path().toString()) + ": " + Text.words(region.use()));
        region.problem().ifPresent(problem -> out.println("problem: " + Text.printable(problem)));
        region.details().ifPresent(details -> write(out, region, details));
    }

    private static void write(PrintWriter out, RegionInfo region, RegionInfo.Details details) {
        out.println("created: " + details.created() + " by process "
                + Text.process(details.creatorPid(), details.creatorPidNamespace()) + ", Interlock "
                + Text.printable(details.library()) + ", format " + details.formatVersion() + ", protocol "
                + details.protocol());
        out.println("bytes: " + details.capacityBytes() + " capacity, " + details.backedBytes() + " backed, "
                + region.fileBytes() + " file");
        out.println("when unused: " + (details.unlinkWhenUnused() ? "its last process removes it" : "it stays"));
        out.println("used by: " + details.processes() + " processes with "
                + details.threads().size() + " threads; left by " + details.endedThreads()
                + " threads that have ended");
        for (RegionThread thread : details.threads()) {
            out.println("  " + Text.thread(thread));
        }
        out.println("entries: " + details.entries().size());
        details.entries().forEach(entry -> write(out, entry));
    }

    private static void write(PrintWriter out, RegionEntry entry) {
        String configuration = entry.configuration().isEmpty() ? "" : " [" + entry.configuration() + "]";
        out.println();
        out.println(Text.printable(entry.kind() + " " + entry.name() + configuration)
                + (entry.hasDeadHolder() ? "  ABANDONED BY A DEAD HOLDER" : ""));
        entry.state().forEach((name, value) -> out.println("  " + name + ": " + Text.printable(String.valueOf(value))));
        write(out, "held by", entry.holders());
        write(out, "awaited by", entry.waiters());
        out.println("  created: " + entry.created() + " by process "
                + Text.process(entry.creatorPid(), entry.creatorPidNamespace()) + ", " + entry.sizeBytes() + " bytes");
    }

    private static void write(PrintWriter out, String what, List<RegionThread> threads) {
        if (!threads.isEmpty()) {
            out.println("  " + what + ": " + threads.size());
        }
        for (RegionThread thread : threads) {
            out.println("    " + thread.role() + ": " + Text.thread(thread));
        }
    }
}
