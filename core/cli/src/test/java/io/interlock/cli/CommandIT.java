package io.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.Region;
import io.interlock.RegionInfo;
import io.interlock.collection.Codecs;
import io.interlock.internal.pages.PoolLeak;
import io.interlock.internal.region.AdminLockHolder;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The command's jar, run as a user runs it. */
@Timeout(180) // watchdog
class CommandIT {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Path path = workspace.path("interlock-orders");

    @Test
    void helpVersionAndWrongUsageHaveTheirExitCodes() throws Exception {
        Command help = run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("list", "inspect", "unlink", "Exit codes");
        assertThat(help.err()).isEmpty();
        Command version = run("--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("interlock \\d.*\\R");
        for (String[] wrong : new String[][] {
            {},
            {"nonsense"},
            {"inspect"},
            {"unlink"},
            {"list", "--what"},
            {"inspect", ".."},
            {"unlink", "--unused", "--force"}
        }) {
            assertThat(run(wrong).exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
        }
        Command missing = run("inspect", "missing");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("missing");
    }

    @Test
    void listTellsOfRegionsInUseLeftAndDamagedAndIgnoresOtherFiles() throws Exception {
        JvmProcess child = childThatHoldsTheLock();
        workspace.open(workspace.path("interlock-left")).close();
        Files.write(workspace.path("interlock-damaged"), damaged());
        Files.writeString(workspace.path("interlock-text"), "no region");
        Command list = run("list");
        assertThat(list.exitCode()).as("one is damaged").isEqualTo(1);
        assertThat(list.out())
                .contains("orders", "left", "damaged", "in use", "unused")
                .doesNotContain("text");
        JsonNode json = run("list", "--json", workspace.directory().toString()).json();
        assertThat(json).hasSize(3);
        assertThat(json.get(0).get("problem").asText()).contains("damaged");
        assertThat(json.get(1).get("name").asText()).isEqualTo("left");
        assertThat(json.get(1).get("use").asText()).isEqualTo("UNUSED");
        assertThat(json.get(2).get("use").asText()).isEqualTo("IN_USE");
        assertThat(json.get(2).get("creatorPid").asLong()).isEqualTo(child.pid());
        assertThat(json.get(2).get("livingProcesses").asInt()).isEqualTo(1);
    }

    private byte[] damaged() throws IOException {
        byte[] region = Files.readAllBytes(workspace.path("interlock-left"));
        byte[] noise = new byte[100];
        new Random(1).nextBytes(noise);
        System.arraycopy(noise, 0, region, 60, noise.length);
        return region;
    }

    @Test
    void inspectTellsWhoHoldsAndWhoDied() throws Exception {
        JvmProcess child = childThatHoldsTheLock();
        JsonNode lock = run("inspect", "orders", "--json").json().get("entries").get(0);
        assertThat(lock.get("kind").asText()).isEqualTo("lock");
        assertThat(lock.get("holders").get(0).get("pid").asLong()).isEqualTo(child.pid());
        assertThat(lock.get("holders").get(0).get("alive").asBoolean()).isTrue();
        assertThat(lock.get("state").get("locked").asBoolean()).isTrue();
        Workspace.kill(child);
        Await.until("its death is seen", () -> RegionInfo.of(path).orElseThrow().use() == RegionInfo.Use.UNUSED);
        Command inspect = run("inspect", path.toString());
        assertThat(inspect.exitCode()).isZero();
        assertThat(inspect.out())
                .contains("lock a\\u001b[31m lock", "ABANDONED BY A DEAD HOLDER", child.pid() + "", "HAS ENDED");
        assertThat(inspect.out()).as("a name that would colour the terminal").doesNotContain("\u001b");
    }

    @Test
    void verifyTellsOfWholeLeakedAndDamagedRegions() throws Exception {
        childThatHoldsTheLock();
        try (Region here = Region.open(path)) {
            here.map("map", Codecs.int32(), Codecs.int32()).put(1, 2);
        }
        Command whole = run("inspect", "orders", "--verify");
        assertThat(whole.exitCode()).isZero();
        assertThat(whole.out()).contains("map map", "verified: whole");
        assertThat(run("inspect", "orders", "--json").json().has("verified")).isFalse();
        PoolLeak.ofNobody(path, 2);
        Command leaked = run("inspect", path.toString(), "--verify");
        assertThat(leaked.exitCode()).isEqualTo(1);
        assertThat(leaked.out()).contains("verified: 1 problems", "are in use by nothing");
        JsonNode json = run("inspect", "orders", "--verify", "--json").json().get("verified");
        assertThat(json.get("whole").asBoolean()).isFalse();
        assertThat(json.get("problems")).hasSize(1);
        workspace.open(workspace.path("interlock-left")).close();
        Files.write(workspace.path("interlock-damaged"), damaged());
        Command damaged = run("inspect", "damaged", "--verify");
        assertThat(damaged.exitCode()).isEqualTo(1);
        assertThat(damaged.out()).contains("problem: ", "not verified: ", "damaged");
    }

    @Test
    void verifyLeavesARegionThatGoesWithItsLastUser() throws Exception {
        String file = path.toString();
        JvmProcess child = workspace.start(() -> {
            Region region = Region.builder(Path.of(file)).unlinkWhenUnused().open();
            region.event("held").set();
            Await.until("it is killed", region::isClosed);
        });
        Await.until("the child has it", () -> Files.exists(path) && isHeld());
        Workspace.kill(child);
        Await.until("its death is seen", () -> RegionInfo.of(path).orElseThrow().use() == RegionInfo.Use.UNUSED);
        Command inspect = run("inspect", "orders", "--verify");
        assertThat(inspect.exitCode()).isEqualTo(1);
        assertThat(inspect.out()).contains("not verified: its last process removes it");
        assertThat(path).exists();
    }

    @Test
    void lookingChangesNothingAndWaitsForNobody() throws Exception {
        childThatHoldsTheLock();
        String region = path.toString();
        Path held = workspace.path("held");
        String marker = held.toString();
        JvmProcess stopped = workspace.start(() -> AdminLockHolder.holdForEver(region, marker));
        Await.until("the admin lock is held", () -> Files.exists(held));
        byte[] before = Files.readAllBytes(path);
        assertThat(run("list").exitCode()).isZero();
        assertThat(run("inspect", "orders").exitCode()).isZero();
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
        assertThat(stopped.isAlive()).isTrue();
    }

    @Test
    void unlinkRefusesWhatIsInUseUnlessForced() throws Exception {
        JvmProcess child = childThatHoldsTheLock();
        workspace.open(workspace.path("interlock-left")).close();
        Command refused = run("unlink", "orders", "left");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("in use by process " + child.pid()).contains("--force");
        assertThat(path).exists();
        assertThat(workspace.path("interlock-left"))
                .as("the others are seen to")
                .doesNotExist();
        assertThat(run("unlink", "--dry-run", "--force", "orders").exitCode()).isZero();
        assertThat(path).exists();
        assertThat(run("unlink", "--force", "orders").exitCode()).isZero();
        assertThat(path).doesNotExist();
        assertThat(run("unlink", "orders").exitCode()).as("there is none").isEqualTo(1);
    }

    @Test
    void unlinkUnusedRemovesWhatTheDeadLeftAndSparesTheLiving() throws Exception {
        JvmProcess child = childThatHoldsTheLock();
        workspace.open(workspace.path("interlock-left")).close();
        Region here = workspace.open(workspace.path("interlock-here"));
        Files.writeString(workspace.path("interlock-text"), "no region");
        JsonNode dry = run("unlink", "--unused", "--dry-run", "--json").json();
        assertThat(dry).hasSize(1);
        assertThat(dry.get(0).get("wouldBeRemoved").asBoolean()).isTrue();
        assertThat(workspace.path("interlock-left")).exists();
        assertThat(run("unlink", "--unused").exitCode()).isZero();
        assertThat(workspace.fileNames()).containsExactly("interlock-here", "interlock-orders", "interlock-text");
        Workspace.kill(child);
        Await.until("its death is seen", () -> RegionInfo.of(path).orElseThrow().use() == RegionInfo.Use.UNUSED);
        assertThat(run("unlink", "--all-unused", workspace.directory().toString())
                        .exitCode())
                .isZero();
        assertThat(workspace.fileNames()).containsExactly("interlock-here", "interlock-text");
        assertThat(here.isUnlinked()).isFalse();
    }

    @Test
    void theLibrariesLicencesAreInTheJarAndItsClassesAreNotInTheLibrary() throws Exception {
        Path command = Path.of(System.getProperty("interlock.test.cli"));
        try (JarFile jar = new JarFile(command.toFile())) {
            assertThat(jar.getEntry("META-INF/LGPL2.1")).isNotNull();
            assertThat(jar.getEntry("META-INF/LICENSE-interlock-picocli")).isNotNull();
            byte[] licences =
                    jar.getInputStream(jar.getEntry("META-INF/LICENSE")).readAllBytes();
            assertThat(new String(licences, StandardCharsets.UTF_8))
                    .contains("Java Native Access (JNA)", "Apache License");
        }
        Path library = Path.of(
                Region.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile jar = new JarFile(library.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName))
                    .allMatch(name -> name.matches("(META-INF/|io/|io/interlock/).*|module-info.class"));
            assertThat(jar.getEntry("io/interlock/Region.class")).isNotNull();
            assertThat(jar.getEntry("io/interlock/cli/Main.class")).isNull();
        }
    }

    /** It has a region of the name "orders", whose lock has a name to beware of. */
    private JvmProcess childThatHoldsTheLock() {
        String file = path.toString();
        JvmProcess child = workspace.start(() -> {
            Region region = Region.open(Path.of(file));
            region.lock("a\u001b[31m lock").lock();
            region.event("held").set();
            Await.until("it is killed", region::isClosed);
        });
        Await.until("the child holds the lock", () -> Files.exists(path) && isHeld());
        return child;
    }

    private boolean isHeld() {
        return RegionInfo.of(path).flatMap(RegionInfo::details).stream()
                .flatMap(details -> details.entries().stream())
                .anyMatch(entry -> entry.name().equals("held")
                        && Boolean.TRUE.equals(entry.state().get("set")));
    }

    private Command run(String... arguments) throws IOException, InterruptedException {
        return Command.run(workspace.directory(), arguments);
    }
}
