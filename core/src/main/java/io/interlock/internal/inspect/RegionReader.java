package io.interlock.internal.inspect;

import io.interlock.RegionException;
import io.interlock.internal.access.PrivateThread;
import io.interlock.internal.directory.RegionFiles;
import io.interlock.internal.directory.RegionRemoval;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.inspect.RegionReport.Use;
import io.interlock.internal.region.FileIdentity;
import io.interlock.internal.region.HeaderSnapshot;
import io.interlock.internal.region.OpenInJvm;
import io.interlock.internal.region.RegionBytes;
import io.interlock.internal.region.RegionLocks;
import io.interlock.internal.region.UsageLock;
import io.interlock.internal.thread.Inspection;
import io.interlock.internal.thread.ThreadTableSnapshot;
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
    public RegionReport read(RegionRuntime file) {
        return report(
                file.path(),
                HeaderSnapshot.of(file.mapping()),
                file.mapping()::memory,
                file.threads()::isFree,
                Use.IN_USE);
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

    private Optional<RegionReport> readMapped(Path path, RegionRuntime file) throws IOException {
        boolean used =
                RegionFiles.isOpenHere(file) || UsageLock.isUsed(file.mapping().locks());
        Use use = used ? Use.IN_USE : Use.UNUSED;
        try {
            return Optional.of(report(
                    path, HeaderSnapshot.of(file.mapping()), file.mapping()::memory, file.threads()::isFree, use));
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
        return Optional.of(read(path, channel, locks, UsageLock.isUsed(locks) ? Use.IN_USE : Use.UNUSED));
    }

    private RegionReport read(Path path, FileChannel channel, RegionLocks locks, Use use) throws IOException {
        String where = "region=" + path;
        try {
            HeaderSnapshot header = HeaderSnapshot.read(channel, where);
            RegionBytes source = RegionBytes.of(channel, where);
            return report(path, header, source, ThreadTableSnapshot.freeIn(header, source, locks), use);
        } catch (RegionException e) {
            return broken(path, channel.size(), use, e);
        }
    }

    private RegionReport report(Path path, HeaderSnapshot header, RegionBytes source, IntPredicate isFree, Use use) {
        ThreadTableSnapshot slots = new ThreadTableSnapshot(source, header.slotsBacked(), isFree);
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
