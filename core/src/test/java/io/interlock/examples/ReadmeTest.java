package io.interlock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the README shows is what runs. */
class ReadmeTest {

    private static final Path EXAMPLE = Path.of("src/test/java/io/interlock/examples/GuardedCounter.java");

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    void itsExampleCountsEveryOrderOfTwoProcesses() throws Exception {
        List<String> here = List.of("-Dinterlock.directory=" + workspace.directory());
        JvmProcess one = JvmProcess.start(GuardedCounter.class, here, List.of());
        JvmProcess other = JvmProcess.start(GuardedCounter.class, here, List.of());
        one.join();
        other.join();
        try (Region region = workspace.open(workspace.path("interlock-orders"))) {
            assertThat(region.longValue("count").get()).isEqualTo(2_000);
            region.unlink();
        }
    }

    @Test
    void itShowsTheExampleThatRuns() throws IOException {
        String code = Files.readAllLines(EXAMPLE).stream().skip(2).collect(Collectors.joining("\n"));
        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + code + "\n```");
    }
}
