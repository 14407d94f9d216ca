package io.interlock.memory;

import io.interlock.RegionException;
import io.interlock.memory.RegionReport.Use;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Reads what a region says for people, without opening it: claims no slot, takes no lock that anybody waits for longer than
 * an instant, changes no byte, and trusts none.
 *
 * <p>A file that this process has not mapped is read through the file, not through a mapping: a mapping of a damaged file
 * can kill the process, and touching a hole in it takes memory.
 */
public final class RegionReader {

    private final IntFunction<Inspection.Inspector> inspectors;

    /** @param inspectors for each kind of entry what tells about it; for one that is not known, what tells nothing */
    public RegionReader(IntFunction<Inspection.Inspector> inspectors) {
        this.inspectors = inspectors;
    }

    /** A region that this process has open. */
    public RegionReport read(RegionFile file) {
        return report(file.path(), HeaderFacts.of(file.mapping()), file.mapping()::memory, file.threads()::isFree, Use.IN_USE);
    }

    /** The region in this file, which may be damaged; empty where the file is none, or is gone. */
    public Optional<RegionReport> read(Path path) {
        return PrivateThread.call(() -> {
            try {
                return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        ? RegionFiles.withFile(path, file -> readMapped(path, file), this::readUnmapped)
                        : Optional.empty();
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException | UncheckedIOException e) {
                throw new RegionException("region=" + path + ": cannot read it: " + e, e);
            }
        });
    }

    private Optional<RegionReport> readMapped(Path path, RegionFile file) throws IOException {
        boolean used = RegionFiles.isOpenHere(file) || Presence.isUsed(file.mapping().locks());
        Use use = used ? Use.IN_USE : Use.UNUSED;
        try {
            return Optional.of(report(path, HeaderFacts.of(file.mapping()), file.mapping()::memory, file.threads()::isFree, use));
        } catch (RegionException e) {
            return Optional.of(broken(path, file.mapping().fileBytes(), use, e));
        }
    }

    private Optional<RegionReport> readUnmapped(Path path) throws IOException {
        try {
            OpenInJvm.requireNoConflict(FileIdentity.keyOf(path), path);
        } catch (RegionException e) {
            return Optional.of(broken(path, Files.size(path), Use.IN_USE, e));
        }
        try (FileChannel channel = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                RegionLocks locks = RegionLocks.of(path, channel, true)) {
            return read(path, channel, locks);
        } catch (AccessDeniedException e) {
            return readOnly(path);
        } catch (FileSystemException e) {
            if (Files.isWritable(path)) {
                throw e;
            }
            // A file system that is mounted to be read alone.
            return readOnly(path);
        }
    }

    private Optional<RegionReport> readOnly(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                RegionLocks locks = RegionLocks.of(path, channel, false)) {
            return read(path, channel, locks);
        }
    }

    private Optional<RegionReport> read(Path path, FileChannel channel, RegionLocks locks) throws IOException {
        if (!RegionRemoval.isRegion(channel)) {
            return Optional.empty();
        }
        if (!locks.canSeeAll()) {
            return Optional.of(read(path, channel, locks, Use.UNKNOWN));
        }
        return Optional.of(read(path, channel, locks, Presence.isUsed(locks) ? Use.IN_USE : Use.UNUSED));
    }

    private RegionReport read(Path path, FileChannel channel, RegionLocks locks, Use use) throws IOException {
        String where = "region=" + path;
        try {
            HeaderFacts header = HeaderFacts.read(channel, where);
            Source source = Source.of(channel, where);
            return report(path, header, source, Slots.freeIn(header, source, locks), use);
        } catch (RegionException e) {
            return broken(path, channel.size(), use, e);
        }
    }

    private RegionReport report(Path path, HeaderFacts header, Source source, IntPredicate isFree, Use use) {
        Slots slots = new Slots(source, header.slotsBacked(), isFree);
        EntryReader reader = new EntryReader(header, source, slots, inspectors);
        Optional<String> damage = reader.readAll();
        return new RegionReport(
                path,
                header.fileBytes(),
                use == Use.UNUSED && !slots.living().isEmpty() ? Use.IN_USE : use,
                damage.map(what -> "region=" + path + " " + what),
                Optional.of(header),
                slots.living(),
                slots.ended(),
                reader.entries());
    }

    private static RegionReport broken(Path path, long fileBytes, Use use, RegionException problem) {
        String message = String.valueOf(problem.getMessage());
        return new RegionReport(path, fileBytes, use, Optional.of(message), Optional.empty(), List.of(), 0, List.of());
    }
}
