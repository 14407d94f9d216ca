package io.interlock.capabilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import io.interlock.Region;
import io.interlock.RegionInfo;
import io.interlock.testing.SmallFileSystem;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** JNA really fails to load: a program works all the same, says why, and its death is noticed. */
@Tag("exhaustive")
@EnabledOnOs(OS.LINUX)
@DisabledIfSystemProperty(named = "interlock.native", matches = "false")
@Timeout(120) // watchdog
class JnaLoadingTest {

    private static final String PORTABLE = "Interlock works in the protocol PORTABLE";

    /** As that of JNA 5.8.0: without {@code close}. */
    private static final String OLD_MEMORY = """
            package com.sun.jna;

            public class Memory extends Pointer {
                public Memory(long size) {
                    super(Native.malloc(size));
                }

                public Memory align(int bytes) {
                    return this;
                }

                public void clear() {
                    clear(8);
                }
            }
            """;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @RegisterExtension
    final SmallFileSystem small = new SmallFileSystem(4 << 20);

    @RegisterExtension
    final Programs programs = new Programs();

    @TempDir
    private Path directory;

    @Test
    void withoutJna() throws Exception {
        Program program = programs.start(workspace.path(), List.of(), Program.classPathWithoutJna());
        requirePortable(program, "JNA is missing", "jna-jpms");
    }

    @Test
    void aTemporaryDirectoryThatCannotBeWritten() throws Exception {
        requirePortable(
                start(List.of("-Djna.tmpdir=/proc")), "UnsatisfiedLinkError", "jna.tmpdir", Native.VERSION, jnaJar());
    }

    @Test
    void aTemporaryDirectoryWithoutExecutables() throws Exception {
        assumeTrue(
                new ProcessBuilder(
                                        "mount",
                                        "-o",
                                        "remount,noexec",
                                        small.directory().toString())
                                .start()
                                .waitFor()
                        == 0,
                "this process may mount a file system");
        requirePortable(
                start(List.of("-Djna.tmpdir=" + small.directory())),
                "UnsatisfiedLinkError",
                "noexec",
                Native.VERSION,
                jnaJar());
    }

    @Test
    void theJvmRefusesNativeAccess() throws Exception {
        // Not by an annotation: after one nobody would remove the test's directories.
        assumeTrue(Runtime.version().feature() >= 24, "older JVMs cannot refuse native access");
        requirePortable(
                start(List.of("--illegal-native-access=deny")),
                "IllegalCallerException",
                "--enable-native-access=ALL-UNNAMED",
                Native.VERSION,
                jnaJar());
    }

    @Test
    void anOldJnaComesFirst() throws Exception {
        Path source =
                Files.createDirectories(directory.resolve("src/com/sun/jna")).resolve("Memory.java");
        Files.writeString(source, OLD_MEMORY);
        Path classes = directory.resolve("old");
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, "-d", classes.toString(), "-cp", jnaJar(), source.toString());
        assertThat(status).isZero();
        List<String> classPath = new ArrayList<>(List.of(classes.toString()));
        classPath.add(System.getProperty("java.class.path"));
        Program program = programs.start(workspace.path(), List.of("--enable-native-access=ALL-UNNAMED"), classPath);
        requirePortable(program, "NoSuchMethodError", "Memory.close", Native.VERSION + " or newer", jnaJar());
    }

    @Test
    void theNativeLibraryOfAnotherVersion() throws Exception {
        // Bytes as characters: the version stands in the library as text, between zeros.
        String library = new String(library(), StandardCharsets.ISO_8859_1);
        String compatible = Native.VERSION_NATIVE.substring(0, Native.VERSION_NATIVE.lastIndexOf('.'));
        String other = library.replaceAll("\0" + Pattern.quote(compatible) + "(\\.[0-9]+)\0", "\0" + "1.2$1" + "\0");
        assertThat(other.equals(library))
                .as("the library has no version like " + compatible)
                .isFalse();
        Files.write(directory.resolve("libjnidispatch.so"), other.getBytes(StandardCharsets.ISO_8859_1));
        requirePortable(
                start(List.of("-Djna.boot.library.path=" + directory)),
                "incompatible JNA native library",
                "jna.boot.library.path=" + directory,
                Native.VERSION,
                jnaJar());
    }

    @Test
    void aNativeLibraryThatIsNone() throws Exception {
        Files.writeString(directory.resolve("libjnidispatch.so"), "no library");
        requirePortable(
                start(List.of("-Djna.boot.library.path=" + directory, "-Djna.nounpack=true")),
                "UnsatisfiedLinkError",
                "jna.boot.library.path=" + directory,
                Native.VERSION,
                jnaJar());
    }

    @Test
    void aSwitchIsNothingToWarnOf() throws Exception {
        start(List.of("-Dinterlock.native=false"))
                .awaitDone()
                .hasProtocol("PORTABLE")
                .hasNotWarned()
                .diesNoticed();
    }

    @Test
    void aRegionOfANativeProtocolIsRefusedWithTheReasonAndTheWayOut() throws Exception {
        Region healthy = workspace.open();
        healthy.longValue("n").set(7);
        Program program = start(List.of("-Djna.tmpdir=/proc")).awaitEnd().hasWarnedOnce(PORTABLE, "jna.tmpdir");
        assertThat(program.written())
                .contains("RegionException: region=" + workspace.path() + " protocol=" + protocolHere())
                .contains("jna.tmpdir", "unlink it")
                .doesNotContain("NoClassDefFoundError");
        assertThat(healthy.longValue("n").get()).isEqualTo(7);
    }

    private String protocolHere() {
        return RegionInfo.of(workspace.path())
                .orElseThrow()
                .details()
                .orElseThrow()
                .protocol();
    }

    private static void requirePortable(Program program, String... reason) throws InterruptedException {
        program.awaitDone()
                .hasProtocol("PORTABLE")
                .hasWarnedOnce(PORTABLE, reason)
                .diesNoticed();
        assertThat(program.written()).doesNotContain("NoClassDefFoundError");
    }

    private Program start(List<String> options) throws IOException {
        return programs.start(workspace.path(), options, List.of(System.getProperty("java.class.path")));
    }

    private static String jnaJar() throws Exception {
        return Path.of(Native.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    private static byte[] library() throws IOException {
        String name = "/com/sun/jna/" + Platform.RESOURCE_PREFIX + "/libjnidispatch.so";
        try (InputStream library = Native.class.getResourceAsStream(name)) {
            return library.readAllBytes();
        }
    }
}
