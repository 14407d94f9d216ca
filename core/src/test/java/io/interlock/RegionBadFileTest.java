package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.testing.Workspace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is no usable region is refused with what is wrong and the way out, and is not changed. */
class RegionBadFileTest {

    private static final int VERSION_AT = 8;
    private static final int FILE_BYTES_AT = 16;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Path path = workspace.path();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 4095, 4096, 10_000})
    void aFileOfAnotherKindIsRefusedAndKept(int size) throws IOException {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) 'x');
        Files.write(path, content);
        for (OpenMode mode : new OpenMode[] {OpenMode.OPEN, OpenMode.OPEN_OR_CREATE}) {
            RegionBuilder open = Region.builder(path).mode(mode);
            assertThatThrownBy(open::open)
                    .isInstanceOf(RegionFormatException.class)
                    .hasMessageContaining("region=" + path)
                    .hasMessageContaining("size=" + size)
                    .hasMessageContaining("not an Interlock region")
                    .hasMessageContaining("use another name");
        }
        assertThatThrownBy(() -> Region.unlink(path))
                .isInstanceOf(RegionAccessException.class)
                .hasMessageContaining("region=" + path)
                .hasMessageContaining("it stays");
        assertThat(Files.readAllBytes(path)).isEqualTo(content);
    }

    @Test
    void anotherFormatVersionIsRefusedWithWhoMadeIt() throws IOException {
        workspace.open().close();
        for (int version : new int[] {0, 4, 6, -1}) {
            write(VERSION_AT, Integer.reverseBytes(version));
            assertThatThrownBy(workspace::open)
                    .isInstanceOf(RegionVersionException.class)
                    .hasMessageContaining("region=" + path)
                    .hasMessageContaining("expected=5")
                    .hasMessageContaining("found=" + version)
                    .hasMessageContaining(
                            "in process " + ProcessHandle.current().pid())
                    .hasMessageContaining("Region.unlink");
        }
        assertThat(Region.unlink(path)).as("the way out works").isTrue();
        workspace.open().longValue("n");
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 100, 4095, 4096, 1_000_000})
    void aTruncatedRegionIsRefused(long size) throws IOException {
        workspace.open().close();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
        assertThatThrownBy(workspace::open)
                .isInstanceOf(RegionFormatException.class)
                .hasMessageContaining("region=" + path)
                .hasMessageContaining("found=" + size)
                .hasMessageContaining("truncated")
                .hasMessageContaining("Region.unlink");
        assertThat(Region.unlink(path)).isTrue();
    }

    @Test
    void aRegionThatClaimsAnotherSizeThanItsFileIsRefused() throws IOException {
        workspace.open().close();
        write(FILE_BYTES_AT, -1);
        assertThatThrownBy(workspace::open)
                .isInstanceOf(RegionFormatException.class)
                .hasMessageContaining("expected=");
    }

    @Test
    void aDirectoryIsRefusedAndKept() throws IOException {
        Files.createDirectory(path);
        assertThatThrownBy(workspace::open)
                .isInstanceOf(RegionAccessException.class)
                .hasMessageContaining("region=" + path)
                .hasMessageContaining("directory");
        assertThatThrownBy(() -> Region.unlink(path)).isInstanceOf(RegionAccessException.class);
        assertThat(Files.isDirectory(path)).isTrue();
    }

    @Test
    void aSymbolicLinkIsRefusedAlsoWhenItLeadsToARegion() throws IOException {
        workspace.open(workspace.path("target")).close();
        Files.createSymbolicLink(path, workspace.path("target"));
        assertThatThrownBy(workspace::open)
                .isInstanceOf(RegionAccessException.class)
                .hasMessageContaining("region=" + path)
                .hasMessageContaining("symbolic link")
                .hasMessageContaining("open its target");
        assertThatThrownBy(() -> Region.unlink(path)).isInstanceOf(RegionAccessException.class);
        assertThat(Files.isSymbolicLink(path)).isTrue();
        assertThat(Files.exists(workspace.path("target"))).isTrue();
    }

    @Test
    void aDanglingSymbolicLinkIsRefusedAndNothingIsCreatedAtItsTarget() throws IOException {
        Files.createSymbolicLink(path, workspace.directory().resolve("target"));
        assertThatThrownBy(workspace::open).isInstanceOf(RegionAccessException.class);
        assertThatThrownBy(() -> Region.builder(path).mode(OpenMode.CREATE).open())
                .isInstanceOf(RegionExistsException.class);
        assertThat(workspace.fileNames()).containsExactly("region");
    }

    @Test
    void aPipeIsRefusedWithoutWaitingForItsOtherEnd() throws Exception {
        assumeTrue(run("mkfifo", path.toString()) == 0, "mkfifo works here");
        assertThatThrownBy(workspace::open)
                .isInstanceOf(RegionFormatException.class)
                .hasMessageContaining("region=" + path)
                .hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> Region.unlink(path)).isInstanceOf(RegionAccessException.class);
        assertThat(Files.exists(path)).isTrue();
    }

    @Test
    void aPipeThatLooksLikeACreatorsLeftoverDoesNotStopTheNextCreator() throws Exception {
        Path pipe = workspace.path(".interlock-new-pipe");
        assumeTrue(run("mkfifo", pipe.toString()) == 0, "mkfifo works here");
        workspace.open().longValue("n");
    }

    private void write(int offset, int bigEndian) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(offset);
            file.writeInt(bigEndian);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
