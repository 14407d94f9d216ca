package io.interlock.internal.directory;

import io.interlock.OpenMode;
import io.interlock.RegionAccessException;
import io.interlock.RegionException;
import io.interlock.RegionExistsException;
import io.interlock.RegionNotFoundException;
import io.interlock.internal.access.AtExit;
import io.interlock.internal.access.PrivateThread;
import io.interlock.internal.access.Quietly;
import io.interlock.internal.region.FileIdentity;
import io.interlock.internal.region.OpenInJvm;
import io.interlock.internal.region.RegionGuard;
import io.interlock.internal.region.RegionOptions;
import io.interlock.internal.region.UsageLock;
import io.interlock.internal.thread.SlotsOfThread;
import io.interlock.internal.thread.ThreadTable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The region files that this process has mapped, each once however often it is opened: two mappings of one life mutex
 * would give one thread two addresses for what the C library links by address.
 *
 * <p>A file without users stays mapped while a thread of this process holds a slot in it, and is found again when it is
 * opened again.
 */
public final class RegionFiles {

    /** A name that is removed and made anew under our hands this often in a row is somebody's endless loop. */
    private static final int MAX_TRIES = 100;

    private static final Map<Object, Shared> MAPPED = new HashMap<>();

    static {
        SlotsOfThread.whenGivenUp(RegionFiles::dropUnusedSoon);
    }

    private RegionFiles() {}

    private static final class Shared implements Runnable {
        private final RegionRuntime file;
        private final Set<Path> names = new LinkedHashSet<>();
        private int users;

        Shared(RegionRuntime file) {
            this.file = file;
        }

        /** At the JVM's exit. */
        @Override
        public void run() {
            synchronized (MAPPED) {
                leave(this);
            }
        }
    }

    /** Opens or creates as the options say. */
    public static Attachment open(RegionOptions options) {
        var unused = SlotsOfThread.giveUpLeft(null);
        return PrivateThread.call(() -> openUninterrupted(options));
    }

    /** For a thread that has given up its slots in closed regions, and may hold what an opening thread waits for. */
    private static void dropUnusedSoon() {
        try {
            Thread thread = new Thread(RegionFiles::dropUnusedNow, "interlock-io");
            thread.setDaemon(true);
            thread.start();
        } catch (OutOfMemoryError e) {
            // No more threads: the next to open or close a region drops them.
        }
    }

    private static void dropUnusedNow() {
        synchronized (MAPPED) {
            dropUnused();
        }
    }

    private static Attachment openUninterrupted(RegionOptions options) {
        synchronized (MAPPED) {
            dropUnused();
            Creation creation = new Creation(options);
            try {
                for (int tries = 0; tries < MAX_TRIES; tries++) {
                    RegionRuntime file = tryOpen(options, creation);
                    if (file != null) {
                        Attachment opened = new Attachment(file, options.path(), options.permissions());
                        file.openings().add(opened);
                        return opened;
                    }
                }
            } catch (IOException e) {
                creation.undo(e);
                throw new RegionException("region=" + options.path() + ": " + e + wayOut(e), e);
            } catch (RuntimeException | Error e) {
                creation.undo(e);
                throw e;
            }
            throw new RegionException("region=" + options.path()
                    + ": removed and created anew by others each time it was opened; find out who does that");
        }
    }

    /** The JDK says no more than "Map failed" where the kernel refuses a mapping. */
    private static String wayOut(IOException e) {
        return e.getCause() instanceof OutOfMemoryError
                        || String.valueOf(e.getMessage()).contains("Map failed")
                ? ": the process has too many mappings or too little address space; close regions that are not used, or raise"
                        + " vm.max_map_count (sysctl), the limit of virtual memory (ulimit -v) or the container's memory"
                : "";
    }

    /** Closes one opening; the last one of the process lets the calling thread's slot go. */
    public static void close(Attachment attachment) {
        var unused = SlotsOfThread.giveUpLeft(null);
        synchronized (MAPPED) {
            if (attachment.isClosed()) {
                return;
            }
            attachment.close();
            for (Shared shared : MAPPED.values()) {
                if (shared.file == attachment.file() && --shared.users == 0) {
                    ThreadTable threads = shared.file.threads();
                    shared.file.leave();
                    shared.file.setClosed(true);
                    Quietly.run(shared.file.where() + ": releasing the thread's slot", threads::releaseCurrent);
                    Quietly.run(shared.file.where() + ": releasing the process's slot", threads::releaseProcess);
                    leave(shared);
                }
            }
            dropUnused();
            if (MAPPED.values().stream().anyMatch(shared -> shared.file == attachment.file() && shared.users == 0)) {
                SlotsOfThread.someAreLeft();
                MAPPED.values().forEach(shared -> shared.file.openings().forEach(Attachment::forgetThreads));
            }
        }
    }

    /**
     * Removes the name by which the region was opened, if it still names this region. Users keep what they have; the name is
     * free.
     *
     * @return false if the name was gone, or names another region by now
     */
    public static boolean unlink(Attachment attachment) {
        return PrivateThread.call(() -> {
            synchronized (MAPPED) {
                try {
                    return remove(attachment.file(), attachment.path());
                } catch (IOException e) {
                    throw new RegionAccessException(
                            "region=" + attachment.path() + ": cannot remove the file: " + e, e);
                }
            }
        });
    }

    /**
     * Runs what opens a region's file by itself, while nobody in this process can open that region: closing such a channel
     * drops the locks that the process has on the file.
     *
     * @param ifMapped what to do instead with a file that this process has mapped
     */
    public static <T> T withFile(Path path, Use<RegionRuntime, T> ifMapped, Use<Path, T> otherwise) throws IOException {
        synchronized (MAPPED) {
            RegionRuntime file = mappedAt(path);
            return file == null ? otherwise.of(path) : ifMapped.of(file);
        }
    }

    /** What is done with a file. */
    @FunctionalInterface
    public interface Use<F, T> {
        T of(F file) throws IOException;
    }

    /** True if this process has the region open; else it may still have it mapped. */
    public static boolean isOpenHere(RegionRuntime file) {
        synchronized (MAPPED) {
            return MAPPED.values().stream().anyMatch(shared -> shared.file == file && shared.users > 0);
        }
    }

    /** Removes the name if no process has the region open. */
    public static boolean removeIfUnused(RegionRuntime file, Path name) throws IOException {
        return !isOpenHere(file)
                && UsageLock.ifUnused(
                        file.mapping().locks(), () -> !file.threads().hasUser() && removeNamed(file, name));
    }

    /** True if this JVM has the file of this name open or mapped, so that opening and closing it once more may drop locks. */
    public static boolean isOpenInJvm(Path path) throws IOException {
        return mappedAt(path) != null || OpenInJvm.isGuardedElsewhere(FileIdentity.keyOf(path));
    }

    /**
     * The region that this process has mapped from the file of this name, or null. Such a file must not be opened again:
     * closing it would drop the process's file locks, which the portable protocol lives by.
     */
    public static @Nullable RegionRuntime mappedAt(Path path) throws IOException {
        synchronized (MAPPED) {
            Shared shared = MAPPED.get(FileIdentity.keyOf(path));
            return shared == null ? null : shared.file;
        }
    }

    /** Removes the name if it leads to this file. */
    public static boolean remove(RegionRuntime file, Path name) throws IOException {
        return UsageLock.whileNamed(file.mapping().locks(), () -> removeNamed(file, name));
    }

    private static boolean removeNamed(RegionRuntime file, Path name) throws IOException {
        if (!FileIdentity.isNow(name, file.mapping().key())) {
            return false;
        }
        boolean isLast = FileIdentity.isOnlyName(name);
        boolean removed = Files.deleteIfExists(name);
        if (removed && isLast) {
            file.mapping().markUnlinked();
        }
        return removed;
    }

    /** Removes the names by which this process knows the file. */
    private static boolean removeNames(Shared shared) throws IOException {
        boolean removed = false;
        for (Path name : shared.names) {
            removed |= removeNamed(shared.file, name);
        }
        return removed;
    }

    /**
     * The process's last user has gone. The last process removes the name where the region's creator wanted that, and where
     * this user may: in a directory with the sticky bit another user's file stays, for its owner to remove.
     */
    private static void leave(Shared shared) {
        AtExit.forget(shared);
        RegionRuntime file = shared.file;
        Quietly.run(
                file.where() + ": noting that it is not open here",
                () -> file.threads().noteOpen(false));
        Quietly.run(file.where() + ": releasing its usage lock", file.mapping().usageLock()::leave);
        Quietly.run(file.where() + ": removing what nobody uses", () -> {
            if (file.mapping().unlinksWhenUnused() && !file.mapping().isMarkedUnlinked()) {
                UsageLock.ifUnused(file.mapping().locks(), () -> !file.threads().hasUser() && removeNames(shared));
            }
        });
    }

    /** Null where the name changed hands meanwhile: try again. */
    private static @Nullable RegionRuntime tryOpen(RegionOptions options, Creation creation) throws IOException {
        Path path = options.path();
        if (options.mode() == OpenMode.CREATE) {
            createNew(options, creation);
        }
        PosixFileAttributes attributes;
        try {
            attributes = FileIdentity.attributes(path);
        } catch (NoSuchFileException e) {
            if (options.mode() == OpenMode.OPEN) {
                throw new RegionNotFoundException(
                        "region=" + path + ": does not exist; create it first, or open with OPEN_OR_CREATE", e);
            }
            createIfAbsent(creation);
            return null;
        }
        RegionGuard.requireUsable(options, attributes);
        Object key = FileIdentity.keyOf(attributes, path);
        Shared shared = MAPPED.get(key);
        if (shared == null) {
            RegionRuntime mapped = RegionOpener.map(path, attributes);
            if (mapped == null) {
                return null;
            }
            shared = new Shared(mapped);
            MAPPED.put(key, shared);
        }
        return enter(options, shared, key) ? shared.file : null;
    }

    /** False where the name is gone: then somebody removed it between our look and our entering, and nobody does after. */
    private static boolean enter(RegionOptions options, Shared shared, Object key) throws IOException {
        RegionRuntime file = shared.file;
        file.mapping().usageLock().enter();
        try {
            if (!FileIdentity.isNow(options.path(), key)) {
                return false;
            }
            shared.names.add(options.path());
            RegionOpener.requireAsAsked(options, file);
            file.threads().noteOpen(true);
            if (!file.mapping().locks().survivesForeignClose()) {
                // The second source for others who ask whether the region is used: a slot.
                var unused = file.threads().process();
            }
            shared.users++;
            file.setClosed(false);
            if (file.mapping().unlinksWhenUnused()) {
                AtExit.run(shared);
            }
            return true;
        } finally {
            if (shared.users == 0) {
                file.threads().releaseProcess();
                leave(shared);
            }
        }
    }

    private static void createNew(RegionOptions options, Creation creation) throws IOException {
        try {
            creation.create();
        } catch (FileAlreadyExistsException e) {
            throw new RegionExistsException(
                    "region=" + options.path() + ": exists already; open it, or unlink it first", e);
        }
    }

    private static void createIfAbsent(Creation creation) throws IOException {
        try {
            creation.create();
        } catch (FileAlreadyExistsException e) {
            // Somebody was faster: theirs is as good.
        }
    }

    private static void dropUnused() {
        for (Iterator<Shared> all = MAPPED.values().iterator(); all.hasNext(); ) {
            Shared shared = all.next();
            if (shared.users == 0 && shared.file.threads().stopIfUnused()) {
                shared.file.mapping().close();
                OpenInJvm.leave(shared.file.mapping().key());
                all.remove();
                DroppedMappings.add(shared.file);
            }
        }
    }
}
