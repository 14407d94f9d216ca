package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Regions that go with their last user, those that stay, and the removal of what nobody uses. */
@Timeout(180) // watchdog
class UnlinkWhenUnusedTest {

    private static final int PROCESSES = 4;
    private static final int ROUNDS = 200;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Path path = workspace.path();

    private static Region openPassing(Path path) {
        return Region.builder(path).capacity(8192).unlinkWhenUnused().open();
    }

    @Test
    void theLastCloseRemovesTheRegion() {
        Region first = openPassing(path);
        Region second = Region.open(path);
        first.close();
        assertThat(path).exists();
        second.longValue("n").set(1);
        assertThat(second.isUnlinked()).isFalse();
        second.close();
        assertThat(path).doesNotExist();
    }

    @Test
    void aRegionStaysWhereItsCreatorDidNotAskForItsRemoval() {
        workspace.open().close();
        assertThat(path).exists();
        assertThatThrownBy(() -> openPassing(path))
                .isInstanceOf(PrimitiveMismatchException.class)
                .hasMessageContaining("region=" + path)
                .hasMessageContaining("unlinkWhenUnused expected=true found=false")
                .hasMessageContaining("open it without");
        assertThat(path).exists();
    }

    @Test
    void anOpeningThatIsRefusedLeavesTheRegionToItsUsersAndRemovesItAfterThem() {
        Region region = openPassing(path);
        RegionBuilder tooLarge = Region.builder(path).capacity(1 << 20);
        assertThatThrownBy(tooLarge::open).isInstanceOf(PrimitiveMismatchException.class);
        assertThat(path).exists();
        region.close();
        assertThat(path).doesNotExist();
    }

    @Test
    void theNameIsFreeForANewRegion() {
        Region old = openPassing(path);
        old.longValue("n").set(1);
        old.close();
        Region next = openPassing(path);
        assertThat(next.longValue("n").get()).isZero();
        next.close();
        assertThat(path).doesNotExist();
    }

    @Test
    void aRegionThatAnotherHasTheNameOfIsNotRemoved() {
        Region old = openPassing(path);
        assertThat(old.unlink()).isTrue();
        Region next = workspace.open();
        old.close();
        assertThat(path).exists();
        assertThat(next.isUnlinked()).isFalse();
    }

    @Test
    void aProcessThatExitsWithoutClosingRemovesIt() throws Exception {
        String file = path.toString();
        JvmProcess child = workspace.start(() -> openPassing(Path.of(file)).longValue("n"));
        child.join();
        assertThat(path).doesNotExist();
    }

    @Test
    void whatAnotherProcessUsesStaysUntilThatOneLeaves() throws Exception {
        Region region = openPassing(path);
        String file = path.toString();
        JvmProcess child = workspace.start(() -> {
            Region own = Workspace.attach(file);
            own.event("opened").set();
            awaitQuietly(own);
            own.close();
        });
        region.event("opened").await();
        region.event("leave");
        Region again = Region.open(path);
        region.close();
        assertThat(path).exists();
        again.event("leave").set();
        again.close();
        child.join();
        assertThat(path).doesNotExist();
    }

    private static void awaitQuietly(Region region) {
        try {
            region.event("leave").await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aKilledProcessRemovesNothingAndUnlinkUnusedDoes() {
        JvmProcess child = childThatHasItOpen();
        assertThat(use()).isEqualTo(RegionInfo.Use.IN_USE);
        assertThat(Region.unlinkUnused(path)).as("removed while in use").isFalse();
        Workspace.kill(child);
        assertThat(path).exists();
        Await.until("the kernel has dropped its locks", () -> use() == RegionInfo.Use.UNUSED);
        assertThat(Region.unlinkUnused(path)).isTrue();
        assertThat(path).doesNotExist();
        assertThat(Region.unlinkUnused(path)).as("removed again").isFalse();
    }

    @Test
    void theNextLastUserRemovesWhatAKilledOneLeft() {
        Workspace.kill(childThatHasItOpen());
        Await.until("the kernel has dropped its locks", () -> use() == RegionInfo.Use.UNUSED);
        Region.open(path).close();
        assertThat(path).doesNotExist();
    }

    /** It has claimed no slot: only its lock tells of it. */
    private JvmProcess childThatHasItOpen() {
        String file = path.toString();
        Region meeting = workspace.open(workspace.path("meeting"));
        String other = meeting.path().toString();
        JvmProcess child = workspace.start(() -> {
            Region own = openPassing(Path.of(file));
            Workspace.attach(other).event("opened").set();
            Await.until("it is killed", own::isClosed);
        });
        Await.until("the child has it open", () -> meeting.event("opened").isSet());
        return child;
    }

    private RegionInfo.Use use() {
        return RegionInfo.of(path).orElseThrow().use();
    }

    @Test
    void unlinkUnusedSparesWhatThisProcessHasOpen() {
        Region region = workspace.open();
        assertThat(Region.unlinkUnused(path)).isFalse();
        assertThat(use()).isEqualTo(RegionInfo.Use.IN_USE);
        region.close();
        assertThat(use()).isEqualTo(RegionInfo.Use.UNUSED);
        assertThat(Region.unlinkUnused(path)).isTrue();
    }

    @Test
    void unlinkingByNameTellsThoseWhoHaveItOpen() throws Exception {
        Region region = workspace.open();
        String file = path.toString();
        JvmProcess child = workspace.start(() -> {
            if (!Region.unlink(Path.of(file))) {
                throw new IllegalStateException("nothing was removed");
            }
        });
        child.join();
        assertThat(region.isUnlinked()).isTrue();
        assertThat(region.unlink()).isFalse();
    }

    @Test
    void processesThatOpenAndCloseAtOnceAlwaysGetAWholeRegionAndLeaveNoFile() throws Exception {
        String file = path.toString();
        List<JvmProcess> children = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            children.add(workspace.start(() -> openAndClose(Path.of(file))));
        }
        for (JvmProcess child : children) {
            child.join();
        }
        assertThat(path).doesNotExist();
        assertThat(workspace.fileNames()).isEmpty();
    }

    private static void openAndClose(Path path) {
        for (int round = 0; round < ROUNDS; round++) {
            try (Region region = openPassing(path)) {
                region.longValue("n").incrementAndGet();
                if (region.isUnlinked() || !Files.exists(path)) {
                    throw new IllegalStateException("round=" + round + ": removed while it is open");
                }
            }
        }
    }
}
