package io.interlock;

import io.interlock.memory.HeaderFacts;
import io.interlock.memory.RegionDirectory;
import io.interlock.memory.RegionReport;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a region's file says about the region. The file is read without opening the region: nothing is changed, no user
 * waits longer than an instant, and a damaged file is reported instead of trusted. The result describes one moment.
 *
 * <pre>{@code
 * for (RegionInfo info : RegionInfo.list()) {
 *     System.out.println(info.path() + " " + info.fileBytes() + " bytes, " + info.use());
 *     info.problem().ifPresent(System.err::println);
 *     info.details().ifPresent(details -> System.out.println("  " + details.processes() + " processes"));
 * }
 * }</pre>
 *
 * @param path the file
 * @param fileBytes the file's size in bytes, most of which may be holes
 * @param use whether a living process has the region open
 * @param problem why {@code details} or some entries are missing, such as damage or another format version; empty if
 *     nothing is missing
 * @param details the header and the entries; empty if the header cannot be read
 */
public record RegionInfo(Path path, long fileBytes, Use use, Optional<String> problem, Optional<Details> details) {

    /** Whether processes use a region. */
    public enum Use {
        /** A process has the region open, or a thread that used it is still alive. */
        IN_USE,
        /** No process uses the region. */
        UNUSED,
        /** This process cannot tell: it needs the permission to write the file. */
        UNKNOWN
    }

    /**
     * The header of a region and its entries.
     *
     * @param formatVersion the version of the memory format
     * @param library the version of Interlock that created the region
     * @param protocol how its users wait: "FUTEX_ASYMMETRIC", "FUTEX", "PORTABLE" or "unknown(n)"
     * @param created when the region was created
     * @param creatorPid the process that created it, in the namespace {@code creatorPidNamespace}; 0 if unknown
     * @param creatorPidNamespace the inode of the creator's pid namespace; 0 if unknown
     * @param capacityBytes the space for primitives in bytes
     * @param backedBytes the bytes of the file to which memory has been allocated
     * @param unlinkWhenUnused whether the last process to leave removes the file
     * @param threads the living threads that use the region
     * @param endedThreads the number of threads that have ended and whose slots no thread has reused
     * @param entries the primitives, in the order of their creation
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

        static Details of(RegionReport report, HeaderFacts header) {
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
                            .map(thread -> Entries.thread("user", thread))
                            .toList(),
                    report.endedThreads(),
                    Entries.of(report));
        }

        /**
         * Counts the processes of the living threads.
         *
         * @return the number of processes
         */
        public long processes() {
            return threads.stream()
                    .map(thread -> List.of(thread.pid(), thread.pidNamespace()))
                    .distinct()
                    .count();
        }
    }

    /**
     * Returns the name by which {@link Region#open(String)} opens this file.
     *
     * @return the name; empty if the file can only be opened by its path
     */
    public Optional<String> name() {
        return RegionDirectory.nameOf(path);
    }

    /**
     * Reads the region of this name.
     *
     * @param name as for {@link Region#open(String)}
     * @return what its file says; empty if there is no such file, or it is no region
     */
    public static Optional<RegionInfo> of(String name) {
        return of(RegionDirectory.pathOf(name));
    }

    /**
     * Reads the region in this file.
     *
     * @param path the file
     * @return what the file says; empty if there is no such file, or it is no region
     */
    public static Optional<RegionInfo> of(Path path) {
        return Entries.READER.read(path).map(RegionInfo::of);
    }

    /**
     * Reads all regions of the directory in which {@link Region#open(String)} looks for names, ordered by file name.
     *
     * @return the regions; files that are no regions or cannot be read are left out
     * @throws IOException if the directory cannot be read
     */
    public static List<RegionInfo> list() throws IOException {
        return list(RegionDirectory.directory());
    }

    /**
     * Reads all regions of a directory, ordered by file name.
     *
     * @param directory the directory
     * @return the regions; files that are no regions or cannot be read are left out
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
