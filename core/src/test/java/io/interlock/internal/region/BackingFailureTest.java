package io.interlock.internal.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.RegionException;
import io.interlock.RegionFullException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A region is called full where its file system is, and not where that fails in another way. */
class BackingFailureTest {

    private static final String WHERE = "region=/orders";

    @TempDir
    private Path directory;

    private RegionException failure(long neededBytes, IOException cause) {
        return BackingFailure.of(WHERE, directory.resolve("region"), neededBytes, cause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "Disk quota exceeded", "File too large"})
    void whatTheSystemSaysOfMissingRoomIsAFullRegion(String message) {
        IOException cause = new IOException(message);
        assertThat(failure(1, cause))
                .isInstanceOf(RegionFullException.class)
                .hasCause(cause)
                .hasMessageStartingWith(WHERE + " needed=1 bytes free=")
                .hasMessageContaining(message);
    }

    @Test
    void whatDoesNotFitIsAFullRegionInWhateverLanguage() {
        IOException cause = new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");
        assertThat(failure(Long.MAX_VALUE, cause)).isInstanceOf(RegionFullException.class);
    }

    @Test
    void anotherErrorIsToldAsWhatItIs() {
        IOException cause = new IOException("Input/output error");
        RegionException told = failure(1, cause);
        assertThat(told)
                .isNotInstanceOf(RegionFullException.class)
                .hasCause(cause)
                .hasMessageStartingWith(WHERE)
                .hasMessageContaining("Input/output error");
    }

    @Test
    void whereTheFileSystemDoesNotAnswerTheMessageDecides() {
        Path gone = directory.resolve("missing").resolve("region");
        IOException full = new IOException("No space left on device");
        assertThat(BackingFailure.of(WHERE, gone, 1, full)).isInstanceOf(RegionFullException.class);
        IOException broken = new IOException("Input/output error");
        assertThat(BackingFailure.of(WHERE, gone, 1, broken)).isNotInstanceOf(RegionFullException.class);
    }
}
