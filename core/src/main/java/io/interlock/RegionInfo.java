package io.interlock;

import io.interlock.internal.catalogue.PrimitiveCatalogue;
import io.interlock.internal.directory.RegionDirectory;
import io.interlock.internal.inspect.RegionReport;
import io.interlock.internal.region.HeaderSnapshot;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a region's file says about the region, without opening it: nothing is locked that others wait for longer than an
 * instant, nothing is changed, and a damaged file is told of, not trusted. Only a moment's truth.
 *
 * @param fileBytes the file's size, most of which may be holes
 * @param use whether a living process has it open
 * @param problem why {@code details} or some entries are missing: the file is damaged, or another version's
 * @param details empty where the header cannot be read
 */
public record RegionInfo(Path path, long fileBytes, Use use, Optional<String> problem, Optional<Details> details) {

    /** Whether processes use a region. */
    public enum Use {
        /** A process has it open, or a living thread of a process that had it open has not ended yet. */
        IN_USE,
        /** None. */
        UNUSED,
        /** This process may not find out: it takes the right to write the file. */
        UNKNOWN
    }

    /**
     * What a whole header says, and all that follows from it.
     *
     * @param library version of Interlock that made it
     * @param protocol how its users wait: "FUTEX_ASYMMETRIC", "FUTEX", "PORTABLE", "unknown(n)"
     * @param creatorPid the process that made it, in the namespace {@code creatorPidNamespace}, 0 where unknown
     * @param capacityBytes room for primitives
     * @param backedBytes how much of the file has been given memory
     * @param unlinkWhenUnused whether the last process to leave removes it
     * @param threads the living threads that use it
     * @param endedThreads how many threads have ended whose slots nobody has taken since
     */
    public record Details(
            int formatVersion,
            String library,
            String protocol,
            Instant created,
            long creatorPid,
            long creatorPidNamespace,
            long capacityBytes,
            long backedBytes,
            boolean unlinkWhenUnused,
            List<RegionThread> threads,
            int endedThreads,
            List<RegionEntry> entries) {

        static Details of(RegionReport report, HeaderSnapshot header) {
            return new Details(
                    header.version(),
                    header.library(),
                    header.protocolName(),
                    Instant.ofEpochMilli(header.createdMs()),
                    header.creatorPid(),
                    header.creatorPidNamespace(),
                    header.capacityBytes(),
                    header.backedBytes(),
                    header.unlinkWhenUnused(),
                    report.living().stream()
                            .map(thread -> PrimitiveCatalogue.thread("user", thread))
                            .toList(),
                    report.endedThreads(),
                    PrimitiveCatalogue.of(report));
        }

        /** How many living processes the living threads belong to. */
        public long processes() {
            return threads.stream()
                    .map(thread -> List.of(thread.pid(), thread.pidNamespace()))
                    .distinct()
                    .count();
        }
    }

    /** The name by which {@link Region#open(String)} finds it here, empty where that takes the path. */
    public Optional<String> name() {
        return RegionDirectory.nameOf(path);
    }

    /** The region of this name; empty where there is none, or the file is no region. */
    public static Optional<RegionInfo> of(String name) {
        return of(RegionDirectory.pathOf(name));
    }

    /** The region in this file; empty where there is none, or the file is no region. */
    public static Optional<RegionInfo> of(Path path) {
        return PrimitiveCatalogue.READER.read(path).map(RegionInfo::of);
    }

    /** The regions where those are that are opened by name, by file name. */
    public static List<RegionInfo> list() throws IOException {
        return list(RegionDirectory.directory());
    }

    /**
     * The regions in this directory, by file name. Files that are no regions, or may not be read, are left out.
     *
     * @throws IOException if the directory cannot be read
     */
    public static List<RegionInfo> list(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
            found.forEach(files::add);
        }
        List<RegionInfo> regions = new ArrayList<>();
        for (Path file : files.stream().sorted().toList()) {
            // Hidden: a region in the making.
            if (!file.getFileName().toString().startsWith(".") && Files.isReadable(file)) {
                of(file).ifPresent(regions::add);
            }
        }
        return regions;
    }

    private static RegionInfo of(RegionReport report) {
        return new RegionInfo(
                report.path(),
                report.fileBytes(),
                Use.valueOf(report.use().name()),
                report.problem(),
                report.header().map(header -> Details.of(report, header)));
    }
}
