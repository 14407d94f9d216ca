package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.testing.Workspace;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user who may not remove a region's file leaves it quietly all the same. */
@Timeout(60) // watchdog
class LeavingTest {

    /** Without its capabilities, root is a user like any other. */
    private static final List<String> AS_ANY_USER =
            List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs");

    private static final Set<PosixFilePermission> FOR_ALL = PosixFilePermissions.fromString("rw-rw-rw-");
    private static final int OWN_REGIONS = 4;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Path path = workspace.path();

    @ParameterizedTest
    @ValueSource(strings = {"close", "exit"})
    void whoeverLeavesAnotherUsersRegionLastLeavesItToItsOwner(String how) throws Exception {
        Path directory = workspace.directory();
        giveToNobody(directory, "rwxrwxrwx");
        require("chmod", "1777", directory.toString());
        require("setpriv", "--bounding-set=-all", "true");
        Region region = open(path);
        giveToNobody(path, "rw-rw-rw-");
        Process other = startAsAnyUser(how);
        assertThat(other.getInputStream().read()).as("it has opened the region").isEqualTo('o');
        region.close();
        assertThat(path).as("the other process has it open").exists();
        other.getOutputStream().close();
        assertThat(other.waitFor()).as("exit code").isZero();
        assertThat(path).as("not removed by a user who may not").exists();
        for (int i = 0; i < OWN_REGIONS; i++) {
            assertThat(workspace.path("own" + i)).as("removed by its owner").doesNotExist();
        }
        assertThat(Region.unlinkUnused(path)).isTrue();
    }

    private Process startAsAnyUser(String how) throws IOException {
        List<String> words = new ArrayList<>(AS_ANY_USER);
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dinterlock.native=" + System.getProperty("interlock.native", "true"),
                "-cp",
                System.getProperty("java.class.path"),
                Leave.class.getName(),
                how,
                path.toString()));
        return new ProcessBuilder(words).redirectError(Redirect.INHERIT).start();
    }

    /** The main class of the other user's process. */
    static final class Leave {
        public static void main(String[] arguments) throws IOException {
            Path shared = Path.of(arguments[1]);
            Region region = open(shared);
            for (int i = 0; i < OWN_REGIONS; i++) {
                var unused = open(shared.resolveSibling("own" + i));
            }
            System.out.write('o');
            System.out.flush();
            var unusedEnd = System.in.read();
            if (arguments[0].equals("close")) {
                region.close();
            }
        }
    }

    private static Region open(Path path) {
        return Region.builder(path)
                .capacity(1 << 16)
                .permissions(FOR_ALL)
                .unlinkWhenUnused()
                .open();
    }

    private static void giveToNobody(Path file, String mode) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(
                            file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (IOException e) {
            assumeTrue(false, "only root can give a file away: " + e);
        }
    }

    private static void require(String... command) throws InterruptedException {
        try {
            assumeTrue(new ProcessBuilder(command).start().waitFor() == 0, command[0] + " is allowed here");
        } catch (IOException e) {
            assumeTrue(false, command[0] + " is installed: " + e);
        }
    }
}
