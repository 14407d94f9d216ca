package io.interlock.internal.directory;

import io.interlock.RegionException;
import io.interlock.internal.region.FileIdentity;
import io.interlock.internal.region.RegionOptions;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The region file that an opening has created, if it has created one: it is removed again if the opening then fails. */
final class Creation {

    private final RegionOptions options;
    private @Nullable Object key;

    Creation(RegionOptions options) {
        this.options = options;
    }

    /**
     * Creates the file.
     *
     * @throws FileAlreadyExistsException if the name is taken
     */
    void create() throws IOException {
        RegionCreator.create(options);
        try {
            key = FileIdentity.keyOf(options.path());
        } catch (NoSuchFileException e) {
            // Others have opened it, left it and removed it already: there is nothing of ours to undo.
            key = null;
        }
    }

    /** After a failure to open the file: removes it if this created it, and nobody has opened it meanwhile. */
    void undo(Throwable failure) {
        Path path = options.path();
        try {
            if (key != null && FileIdentity.isNow(path, key)) {
                RegionFiles.withFile(
                        path, file -> RegionFiles.removeIfUnused(file, path), RegionRemoval::removeIfUnused);
            }
        } catch (IOException | RegionException e) {
            failure.addSuppressed(e);
        }
    }
}
