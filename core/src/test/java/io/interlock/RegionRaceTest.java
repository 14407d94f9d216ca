package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several processes create, open and remove one region at once, and some die in the middle. */
@Tag("exhaustive")
@SuppressWarnings("LockNotBeforeTry") // nothing throws between
class RegionRaceTest {

    private static final int PROCESSES = 6;
    private static final int ROUNDS = 30;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    void manyProcessesThatCreateARegionAtOnceGetOne() throws Exception {
        Region meeting = workspace.open(workspace.path("meeting"));
        String directory = workspace.directory().toString();
        for (int round = 0; round < ROUNDS; round++) {
            workspace.path("region" + round);
        }
        List<JvmProcess> children = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            children.add(workspace.start(() -> createAtOnce(directory)));
        }
        for (JvmProcess child : children) {
            child.join();
        }
        assertThat(meeting.longValue("arrived").get()).isEqualTo((long) PROCESSES * ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            Region region = workspace.open(workspace.path("region" + round));
            assertThat(region.longValue("n").get()).as("round " + round).isEqualTo(PROCESSES);
        }
    }

    private static void createAtOnce(String directory) {
        Region meeting = Workspace.attach(directory + "/meeting");
        ShmLong arrived = meeting.longValue("arrived");
        for (int round = 0; round < ROUNDS; round++) {
            long all = (long) PROCESSES * (round + 1);
            arrived.incrementAndGet();
            Await.until("all have arrived", () -> arrived.get() >= all);
            try (Region region = Region.open(Path.of(directory, "region" + round))) {
                region.longValue("n").incrementAndGet();
            }
        }
    }

    @Test
    void openingRacesWithUnlinkingAndAlwaysGivesAWholeRegion() throws Exception {
        Region meeting = workspace.open(workspace.path("meeting"));
        workspace.path("region");
        String directory = workspace.directory().toString();
        List<JvmProcess> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(workspace.start(() -> openAndUnlink(directory)));
        }
        for (JvmProcess child : children) {
            child.join();
        }
        assertThat(meeting.longValue("unlinked").get()).isPositive();
    }

    private static void openAndUnlink(String directory) {
        Region meeting = Workspace.attach(directory + "/meeting");
        for (int i = 0; i < 150; i++) {
            try (Region region =
                    Region.builder(Path.of(directory, "region")).capacity(4096).open()) {
                region.longValue("n").incrementAndGet();
                region.lock("lock").lock();
                region.lock("lock").unlock();
                if (i % 2 == 0 && region.unlink()) {
                    meeting.longValue("unlinked").incrementAndGet();
                }
            }
        }
    }

    @Test
    void aRegionSurvivesTheEndOfItsCreator() throws Exception {
        String file = workspace.path().toString();
        workspace.start(() -> create(file)).join();
        Region region = workspace.open();
        assertThat(region.longValue("n").get()).isEqualTo(7);
        assertThat(region.lock("lock").tryLock()).isTrue();
        region.lock("lock").unlock();
    }

    @Test
    void aRegionWithoutLivingUsersCanBeRemoved() throws Exception {
        String file = workspace.path().toString();
        workspace.start(() -> create(file)).join();
        assertThat(Region.unlink(workspace.path())).isTrue();
        assertThat(workspace.fileNames()).isEmpty();
    }

    private static void create(String file) {
        Region region = Region.open(Path.of(file));
        region.longValue("n").set(7);
        region.lock("lock").lock();
        region.lock("lock").unlock();
        Runtime.getRuntime().halt(0);
    }

    @Test
    void whatAKilledCreatorLeftIsRemovedByTheNext() throws Exception {
        Region meeting = workspace.open(workspace.path("meeting"));
        ShmLong created = meeting.longValue("created");
        String directory = workspace.directory().toString();
        workspace.path("region");
        for (int round = 0; round < 3; round++) {
            long before = created.get();
            JvmProcess child = workspace.start(() -> createForEver(directory));
            Await.until("the child creates", () -> created.get() > before + 20);
            Workspace.kill(child);
        }
        // And one for certain, as a creator leaves it that is killed right after its first step.
        Files.createFile(workspace.directory().resolve(".interlock-new-dead"));
        workspace.open(workspace.path("next"));
        assertThat(workspace.fileNames()).noneMatch(name -> name.startsWith(".interlock-new-"));
    }

    private static void createForEver(String directory) {
        ShmLong created = Workspace.attach(directory + "/meeting").longValue("created");
        for (; ; ) {
            try (Region region = Region.open(Path.of(directory, "region"))) {
                region.unlink();
                created.incrementAndGet();
            }
        }
    }

    @Test
    void aCreatorsLeftoverOfARegionInUseIsRemovedWithoutHarm() throws Exception {
        Region region = workspace.open();
        region.lock("lock").lock();
        try {
            linkAsLeftover();
            workspace.open(workspace.path("next"));
            assertThat(workspace.fileNames()).containsExactly("next", "region");
            TestThread.elsewhere(() -> assertThat(region.lock("lock").tryLock()).isFalse());
        } finally {
            region.lock("lock").unlock();
        }
    }

    private void linkAsLeftover() throws IOException {
        Files.createLink(workspace.directory().resolve(".interlock-new-linked"), workspace.path());
    }
}
