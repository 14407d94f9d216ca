package io.interlock;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.testing.Workspace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strangers see of a region, and what they may put in its place. */
@Timeout(120) // watchdog
class RegionStrangerTest {

    private static final String PREFIX = ".interlock-new-";
    private static final int REGIONS = 150;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Path path = workspace.path();

    private RegionBuilder builder(String permissions) {
        return Region.builder(path).capacity(8192).permissions(fromString(permissions));
    }

    /** A look at the wrong moment finds a window that exists; it never finds one that does not. */
    @Test
    void aPrivateRegionIsNeverOpenToOthersNotEvenAtItsBirth() throws Exception {
        Path directory = workspace.directory();
        Process creator = new ProcessBuilder(
                        "sh",
                        "-c",
                        "umask 000; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CreateMany.class.getName(),
                        workspace.path("born").toString())
                .inheritIO()
                .start();
        Set<String> seen = new TreeSet<>();
        try {
            while (creator.isAlive()) {
                look(directory, seen);
            }
            assertThat(creator.exitValue()).isZero();
        } finally {
            creator.destroyForcibly();
        }
        assertThat(seen).isNotEmpty().isSubsetOf("rw-------");
    }

    private static void look(Path directory, Set<String> seen) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path each : files) {
                try {
                    seen.add(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS)));
                } catch (NoSuchFileException e) {
                    // It came and went.
                }
            }
        }
    }

    /** The main class of the creator. */
    static final class CreateMany {
        public static void main(String[] arguments) {
            Path file = Path.of(arguments[0]);
            for (int i = 0; i < REGIONS; i++) {
                try (Region region = Region.builder(file).capacity(8192).open()) {
                    region.unlink();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"rw-rw----,rw-rw-rw-", "rw-------,rw-r-----", "rw-rw----,rw-rw-r--", "rw-r--r--,rw-rw-r--"})
    void aRegionThatIsOpenToMoreUsersThanAskedForIsRefused(String asked, String found) throws IOException {
        builder("rw-------").open().close();
        Files.setPosixFilePermissions(path, fromString(found));
        assertThatThrownBy(builder(asked)::open)
                .isInstanceOf(RegionAccessException.class)
                .hasMessageContaining("region=" + path)
                .hasMessageContaining("owner=" + Files.getOwner(path))
                .hasMessageContaining("group=")
                .hasMessageContaining("expected=" + asked)
                .hasMessageContaining("found=" + found);
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(fromString(found));
        builder(found).open().close();
    }

    @Test
    void aRegionThatIsOpenToFewerUsersThanAskedForIsOpened() throws IOException {
        builder("rw-------").open().close();
        builder("rw-rw-rw-").open().close();
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(fromString("rw-------"));
    }

    @Test
    void aStrangersRegionIsNoRegionOfTheGroup() throws IOException {
        builder("rw-rw----").open().close();
        give("nobody", "nogroup");
        assertThatThrownBy(builder("rw-rw----")::open)
                .isInstanceOf(RegionAccessException.class)
                .hasMessageContaining("region=" + path)
                .hasMessageContaining("owner=nobody")
                .hasMessageContaining("group=nogroup")
                .hasMessageContaining("permissions=rw-rw----");
        assertThat(path).exists();
    }

    @Test
    void aRegionOfAnotherMemberOfTheGroupIsOpened() throws IOException {
        builder("rw-rw----").open().close();
        String own =
                Files.readAttributes(path, PosixFileAttributes.class).group().getName();
        give("nobody", own);
        builder("rw-rw----").open().close();
    }

    @Test
    void theGroupOfTheDirectoryIsExpectedWhereItGivesItToFiles() throws Exception {
        builder("rw-rw----").open().close();
        give("nobody", "nogroup");
        Files.getFileAttributeView(workspace.directory(), PosixFileAttributeView.class)
                .setGroup(lookup().lookupPrincipalByGroupName("nogroup"));
        assumeTrue(
                new ProcessBuilder("chmod", "g+s", workspace.directory().toString())
                                .start()
                                .waitFor()
                        == 0,
                "chmod is there");
        builder("rw-rw----").open().close();
    }

    private UserPrincipalLookupService lookup() {
        return path.getFileSystem().getUserPrincipalLookupService();
    }

    private void give(String user, String group) throws IOException {
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            view.setGroup(lookup().lookupPrincipalByGroupName(group));
            view.setOwner(lookup().lookupPrincipalByName(user));
        } catch (IOException e) {
            assumeTrue(false, "only root can give a file away: " + e);
        }
    }

    @Test
    void whatIsPlantedUnderTemporaryNamesIsNotFollowedAndHarmsNothing() throws Exception {
        Path victim = workspace.path("victim");
        Files.writeString(victim, "mine");
        List<Path> planted = List.of(
                Files.createSymbolicLink(workspace.path(PREFIX + "link"), victim),
                Files.createSymbolicLink(workspace.path(PREFIX + "dangling"), workspace.path("created")),
                Files.createDirectory(workspace.path(PREFIX + "directory")),
                workspace.path(PREFIX + "pipe"));
        assumeTrue(
                new ProcessBuilder("mkfifo", planted.get(3).toString()).start().waitFor() == 0, "mkfifo is there");
        Files.writeString(workspace.path(PREFIX + "file"), "left by a creator that died");
        workspace.open().longValue("n").set(1);
        assertThat(Files.readString(victim)).isEqualTo("mine");
        assertThat(workspace.path("created")).doesNotExist();
        assertThat(planted).allMatch(each -> Files.exists(each, LinkOption.NOFOLLOW_LINKS));
        assertThat(workspace.path(PREFIX + "file")).doesNotExist();
    }

    @Test
    void aNameThatIsTakenBySomethingElseIsRefusedAndNotFollowed() throws Exception {
        Path target = workspace.path("target");
        Files.createSymbolicLink(path, target);
        assertThatThrownBy(workspace::open)
                .isInstanceOf(RegionAccessException.class)
                .hasMessageContaining("symbolic link");
        assertThat(target).doesNotExist();
        Files.delete(path);
        assumeTrue(new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0, "mkfifo is there");
        assertThatThrownBy(workspace::open)
                .isInstanceOf(RegionFormatException.class)
                .hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> Region.unlink(path)).isInstanceOf(RegionAccessException.class);
        assertThat(RegionInfo.of(path)).isEmpty();
        Files.delete(path);
        Files.createDirectory(path);
        assertThatThrownBy(workspace::open)
                .isInstanceOf(RegionAccessException.class)
                .hasMessageContaining("directory");
        assertThatThrownBy(() -> Region.unlink(path)).isInstanceOf(RegionAccessException.class);
    }
}
