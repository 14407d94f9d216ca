package io.interlock;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.testing.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Access rights of a region's file. */
class RegionAccessTest {

    private static final Set<PosixFilePermission> ALL_USERS = fromString("rw-rw-rw-");

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Path path = workspace.path();

    @Test
    void aRegionIsItsOwnersAloneWhereNothingIsSaid() throws IOException {
        workspace.open();
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(fromString("rw-------"));
    }

    @Test
    void permissionsAreExactWhateverTheUmask() throws Exception {
        for (String umask : new String[] {"077", "027", "000"}) {
            Path file = workspace.path("umask" + umask);
            List<String> command = new ArrayList<>(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"));
            command.addAll(java(Create.class, file));
            assertThat(run(command)).isZero();
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(ALL_USERS);
        }
    }

    /** The main class of a child that creates a region for all users. */
    static final class Create {
        public static void main(String[] arguments) {
            Region.builder(Path.of(arguments[0]))
                    .permissions(ALL_USERS)
                    .open()
                    .longValue("n")
                    .set(1);
        }
    }

    @Test
    void aRegionOfAnotherUserIsRefusedUnlessSharingIsSaid() throws IOException {
        Region.builder(path).permissions(ALL_USERS).open().close();
        giveAway();
        for (RegionBuilder own :
                List.of(Region.builder(path), Region.builder(path).permissions(fromString("rw-------")))) {
            assertThatThrownBy(own::open)
                    .isInstanceOf(RegionAccessException.class)
                    .hasMessageContaining("region=" + path)
                    .hasMessageContaining("owner=")
                    .hasMessageContaining("expected=")
                    .hasMessageContaining("permissions(...)");
        }
        workspace
                .keep(Region.builder(path).permissions(ALL_USERS).open())
                .longValue("n")
                .set(1);
    }

    private void giveAway() throws IOException {
        try {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (IOException e) {
            assumeTrue(false, "only root can give a file away: " + e);
        }
    }

    @Test
    void aFileThatMayNotBeReadIsRefusedWithItsPermissions() throws Exception {
        workspace.open().longValue("n").set(1);
        Files.setPosixFilePermissions(path, fromString("---------"));
        List<String> command = new ArrayList<>();
        if (Files.isReadable(path)) {
            // Root reads everything, until it has laid its capabilities down.
            command.addAll(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
            assumeTrue(canRun(command), "setpriv is there");
        }
        command.addAll(java(OpenForbidden.class, path));
        assertThat(run(command)).isZero();
        assertThat(Files.size(path)).isPositive();
    }

    /** The main class of a child that may not read the file. */
    static final class OpenForbidden {
        public static void main(String[] arguments) {
            Path path = Path.of(arguments[0]);
            for (OpenMode mode : new OpenMode[] {OpenMode.OPEN, OpenMode.OPEN_OR_CREATE}) {
                RegionBuilder open = Region.builder(path).mode(mode);
                assertThatThrownBy(open::open)
                        .isInstanceOf(RegionAccessException.class)
                        .hasMessageContaining("region=" + path)
                        .hasMessageContaining("owner=")
                        .hasMessageContaining("permissions=---------")
                        .hasMessageContaining("may not read and write");
            }
            assertThatThrownBy(() -> Region.unlink(path)).isInstanceOf(RegionAccessException.class);
        }
    }

    private static List<String> java(Class<?> mainClass, Path file) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass.getName(),
                file.toString());
    }

    private static boolean canRun(List<String> prefix) throws InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return run(command) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
