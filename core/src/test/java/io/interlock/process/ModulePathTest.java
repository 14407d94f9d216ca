package io.interlock.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An application that is a module, and Interlock with it; compiled here, and run by a JVM of its own. */
@Timeout(120) // watchdog
class ModulePathTest {

    private static final String APPLICATION = """
            package app;

            import io.interlock.Region;
            import io.interlock.process.JvmProcess;
            import io.interlock.process.JvmProcessGroup;
            import io.interlock.value.ShmLong;

            public class Application {
                public static void main(String[] arguments) throws Exception {
                    ShmLong sum = Region.open(java.nio.file.Path.of(arguments[0])).longValue("sum");
                    if (arguments.length > 1) {
                        sum.getAndAdd(100);
                        return;
                    }
                    try (JvmProcessGroup group = JvmProcessGroup.start(2, number -> {
                        if (!Region.class.getModule().isNamed() || !Application.class.getModule().isNamed()) {
                            throw new IllegalStateException("not in modules");
                        }
                        sum.getAndAdd(1 + 10 * number);
                    })) {
                        group.join();
                    }
                    JvmProcess.start(Application.class, arguments[0], "again").join();
                }
            }
            """;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @TempDir
    Path directory;

    @Test
    void tasksAndMainClassesOfModulesStart() throws Exception {
        Path sources = Files.createDirectories(directory.resolve("src/app"));
        Files.writeString(sources.resolve("Application.java"), APPLICATION);
        Path module = sources.resolveSibling("module-info.java");
        Files.writeString(module, "module app { requires io.interlock; exports app; }");
        String libraries = where(Region.class) + File.pathSeparator + where(Native.class);
        Path classes = directory.resolve("classes");
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-d",
                        classes.toString(),
                        "-p",
                        libraries,
                        module.toString(),
                        sources.resolve("Application.java").toString());
        assertThat(status).isZero();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dinterlock.native=" + System.getProperty("interlock.native", "true"),
                "-p",
                classes + File.pathSeparator + libraries,
                "-m",
                "app/app.Application",
                workspace.path().toString()));
        Path output = directory.resolve("output");
        Process application = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(application.waitFor()).as(Files.readString(output)).isZero();
        assertThat(workspace.open().longValue("sum").get()).isEqualTo(112);
    }

    private static String where(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
