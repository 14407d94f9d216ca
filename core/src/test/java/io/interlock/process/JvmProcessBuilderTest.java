package io.interlock.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.sync.ShmEvent;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120) // watchdog
class JvmProcessBuilderTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmLong result = region.longValue("result");

    /** Runs the task, and fails unless the child finds what it says. */
    private void runs(JvmProcessBuilder builder, SerializableRunnable task) throws Exception {
        workspace.keep(builder.start(task)).join();
    }

    private static void require(Object found, Object expected) {
        if (!expected.equals(found)) {
            throw new AssertionError("expected=" + expected + " found=" + found);
        }
    }

    @Test
    void jvmOptionsAddUp() throws Exception {
        runs(JvmProcess.builder().jvmOptions("-Dtest.a=1", "-Dtest.b=x y").jvmOptions("-Dtest.c=ö"), () -> {
            require(System.getProperty("test.a"), "1");
            require(System.getProperty("test.b"), "x y");
            require(System.getProperty("test.c").length(), 1);
        });
    }

    @Test
    void anOptionInTwoWordsIsRefused() {
        assertThatThrownBy(() -> JvmProcess.builder().jvmOptions("--add-opens", "java.base/java.lang=ALL-UNNAMED"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jvmOption=java.base/java.lang=ALL-UNNAMED")
                .hasMessageContaining("--name=value");
    }

    @Test
    void aChildFindsTheNativeLibraryOfJnaWhereItsParentDoes(@TempDir Path directory) throws Exception {
        String before = System.getProperty("jna.tmpdir");
        System.setProperty(
                "jna.tmpdir", Path.of("").toAbsolutePath().relativize(directory).toString());
        String expected =
                Path.of(System.getProperty("jna.tmpdir")).toAbsolutePath().toString();
        try {
            runs(JvmProcess.builder(), () -> require(System.getProperty("jna.tmpdir"), expected));
        } finally {
            if (before == null) {
                System.clearProperty("jna.tmpdir");
            } else {
                System.setProperty("jna.tmpdir", before);
            }
        }
    }

    @Test
    void chosenOptionsOfThisJvmAreInherited() throws Exception {
        String parentsOwn = "interlock.crashPoints";
        List<String> here = ManagementFactory.getRuntimeMXBean().getInputArguments();
        JvmProcess middle = JvmProcess.builder()
                .jvmOptions("-Dtest.kept=1", "-Dtest.left=2")
                .start(() -> JvmProcess.builder()
                        .inheritJvmOptions(
                                option -> option.startsWith("-Dtest.k") || option.contains("java.class.path"))
                        .start(() -> {
                            require(System.getProperty("test.kept"), "1");
                            require(System.getProperties().containsKey("test.left"), false);
                            require(System.getProperties().containsKey(parentsOwn), false);
                        })
                        .join());
        workspace.keep(middle).join();
        assertThat(here).as("or the test has nothing to leave out").isNotEmpty();
    }

    @Test
    void environmentVariablesAreAdded() throws Exception {
        String path = System.getenv("PATH");
        runs(JvmProcess.builder().environment("TEST_A", "a=b").environment("TEST_B", ""), () -> {
            require(System.getenv("TEST_A"), "a=b");
            require(System.getenv("TEST_B"), "");
            require(System.getenv("PATH"), path);
        });
    }

    @Test
    void environmentVariablesThatCannotBeAreRefused() {
        for (String name : List.of("", "A=B", "A\0")) {
            assertThatThrownBy(() -> JvmProcess.builder().environment(name, "x"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("environment=" + name);
        }
        assertThatThrownBy(() -> JvmProcess.builder().environment("A", "\0"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWorkingDirectoryIsTheChilds() throws Exception {
        String directory = workspace.directory().toRealPath().toString();
        ShmLong captured = result;
        runs(JvmProcess.builder().directory(workspace.directory()), () -> {
            require(Path.of("").toRealPath().toString(), directory);
            captured.set(1);
        });
        assertThat(result.get()).isEqualTo(1);
    }

    @Test
    void aDirectoryThatIsNoneIsRefused() {
        Path missing = workspace.directory().resolve("missing");
        assertThatThrownBy(() -> JvmProcess.builder().directory(missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("directory=" + missing);
    }

    @Test
    void relativeClassPathsAreThisProcessesAlsoInAnotherDirectory() throws Exception {
        Path here = Path.of("").toAbsolutePath();
        StringBuilder relative = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            relative.append(relative.length() == 0 ? "" : File.pathSeparator)
                    .append(here.relativize(Path.of(entry).toAbsolutePath()));
        }
        runs(
                JvmProcess.builder().classPath(relative.toString()).directory(workspace.directory()),
                () -> require(
                        Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0])
                                .isAbsolute(),
                        true));
    }

    @Test
    void aClassPathMayBeLongerThanACommandLine() throws Exception {
        String start =
                workspace.directory().resolve("no \"such\" \\ directory-").toString();
        StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
        for (int i = 0; path.length() < 300_000; i++) {
            path.append(File.pathSeparator).append(start).append(i);
        }
        String classPath = path.toString();
        String added = classPath.substring(classPath.indexOf(start));
        runs(
                JvmProcess.builder().classPath(classPath),
                () -> require(System.getProperty("java.class.path").endsWith(added), true));
        JvmProcessBuilder fails = JvmProcess.builder().classPath(added);
        assertThatThrownBy(() -> fails.start(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ChildMain")
                .satisfies(failure -> assertThat(failure.toString().length()).isLessThan(5000));
    }

    @Test
    void outputGoesToAFile() throws Exception {
        Path file = workspace.path("output");
        runs(JvmProcess.builder().output(file), () -> {
            System.out.println("to output");
            System.err.println("to error");
        });
        assertThat(Files.readString(file)).contains("to output").contains("to error");

        Path error = workspace.path("error");
        runs(JvmProcess.builder().output(Redirect.appendTo(file.toFile()), Redirect.to(error.toFile())), () -> {
            System.out.println("more");
            System.err.println("to error alone");
        });
        assertThat(Files.readString(file)).startsWith("to").contains("more").doesNotContain("alone");
        assertThat(Files.readString(error)).contains("to error alone").doesNotContain("more");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Path file = workspace.directory().resolve("missing").resolve("output");
        assertThatThrownBy(() -> JvmProcess.builder().output(file).start(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("task=" + JvmProcessBuilderTest.class.getName())
                .hasMessageContaining(file.toString());
    }

    @Test
    void outputThatNobodyReadsIsRefused() {
        for (Redirect bad : List.of(Redirect.PIPE, Redirect.from(new File("input")))) {
            assertThatThrownBy(() -> JvmProcess.builder().output(Redirect.INHERIT, bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("output=" + bad.type());
        }
    }

    @Test
    void aChildThatPrintsALotDoesNotBlock() throws Exception {
        Path file = workspace.path("output");
        runs(JvmProcess.builder().output(file), () -> {
            String line = "x".repeat(99);
            for (int i = 0; i < 100_000; i++) {
                System.out.println(line);
                System.err.println(line);
            }
        });
        assertThat(Files.size(file)).isEqualTo(2 * 100 * 100_000);
        runs(JvmProcess.builder().output(Redirect.DISCARD, Redirect.DISCARD), () -> {
            for (int i = 0; i < 100_000; i++) {
                System.out.println("for nobody");
            }
        });
    }

    @Test
    void standardInputIsEmpty() throws Exception {
        runs(JvmProcess.builder(), () -> require(System.in.read(), -1));
        runs(JvmProcess.builder().outlivesParent(), () -> require(System.in.read(), -1));
    }

    @Test
    void theLastWordOnTheParentsDeathCounts() throws Exception {
        SerializableRunnable watched = () -> require(watches(), true);
        SerializableRunnable notWatched = () -> require(watches(), false);
        runs(JvmProcess.builder().outlivesParent().daemon(true), watched);
        runs(JvmProcess.builder().outlivesParent().daemon(false), watched);
        runs(JvmProcess.builder().daemon(false).outlivesParent(), notWatched);
    }

    private static boolean watches() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("interlock-parent-watch"));
    }

    @Test
    void aBuilderStartsAnyNumberOfChildren() throws Exception {
        JvmProcessBuilder builder = JvmProcess.builder().jvmOptions("-Dtest=5");
        ShmLong captured = result;
        SerializableRunnable task = () -> captured.getAndAdd(Long.getLong("test"));
        JvmProcess first = workspace.keep(builder.start(task));
        builder.jvmOptions("-Dtest=6");
        runs(builder, task);
        first.join();
        assertThat(result.get()).isEqualTo(11);
    }

    @Test
    void aMainClassMayInheritItsMainAndEndsWithItsLastThread() throws Exception {
        ShmEvent go = region.event("go");
        JvmProcess child = workspace.keep(
                JvmProcess.builder().start(InheritsMain.class, region.path().toString()));
        region.event("returned").await();
        assertThat(child.isAlive()).isTrue();
        go.set();
        child.join();
        assertThat(result.get()).isEqualTo(8);
    }

    static class HasMain {
        public static void main(String[] arguments) {
            Region region = Workspace.attach(arguments[0]);
            new Thread(() -> {
                        try {
                            region.event("go").await();
                            region.longValue("result").set(8);
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .start();
            region.event("returned").set();
        }
    }

    static final class InheritsMain extends HasMain {}

    @Test
    void aClassWithoutMainIsRefused() {
        assertThatThrownBy(() -> JvmProcess.start(JvmProcessBuilderTest.class, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("class=" + JvmProcessBuilderTest.class.getName())
                .hasMessageContaining("main(String[])");
    }

    @Test
    void startingOnAnInterruptedThreadWorks() throws Exception {
        ShmLong captured = result;
        Thread.currentThread().interrupt();
        JvmProcess child = workspace.start(() -> captured.set(9));
        assertThat(Thread.interrupted()).isTrue();
        child.join();
        assertThat(result.get()).isEqualTo(9);
    }
}
