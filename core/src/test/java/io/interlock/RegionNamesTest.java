package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.sync.OnOwnerDeath;
import io.interlock.testing.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of regions and of what is in them, and what happens when a region is full. */
class RegionNamesTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/b", "../a", ".hidden", "-a", "_a", "a b", "ä", "a\u0000b", "a\n"})
    void aRegionNameThatCouldBeAnotherFileIsRefused(String name) {
        assertThatThrownBy(() -> Region.open(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name=" + name)
                .hasMessageContaining("letters");
        assertThatThrownBy(() -> Region.unlink(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRegionNameHasAtMost200Characters() {
        assertThatThrownBy(() -> Region.builder("a".repeat(201))).isInstanceOf(IllegalArgumentException.class);
        Region.builder("a".repeat(200));
    }

    @Test
    void aPrimitiveNameMayBeAnyTextOfUpTo255Bytes() {
        Region region = workspace.open();
        String[] names = {"a", " ", "a/b", "größe", "数据", "🔒", "\u0000", "x".repeat(255), "ä".repeat(127)};
        for (int i = 0; i < names.length; i++) {
            region.longValue(names[i]).set(i + 1);
        }
        Region again = workspace.open();
        for (int i = 0; i < names.length; i++) {
            assertThat(again.longValue(names[i]).get()).as(names[i]).isEqualTo(i + 1);
            assertThat(again.longValue(names[i]).name()).isEqualTo(names[i]);
        }
    }

    @Test
    void aPrimitiveNameThatIsEmptyOrTooLongIsRefused() {
        Region region = workspace.open();
        for (String name : new String[] {"", "x".repeat(256), "ä".repeat(128)}) {
            assertThatThrownBy(() -> region.longValue(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("name=" + name)
                    .hasMessageContaining("255");
        }
    }

    @Test
    void aPrimitiveNameThatUtf8CannotHoldIsRefused() {
        Region region = workspace.open();
        assertThatThrownBy(() -> region.longValue("\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThat(region.longValue("?").get()).isZero();
    }

    @Test
    void aNameOfAnotherTypeIsRefusedWithBothNamed() {
        Region region = workspace.open();
        region.lock("name");
        for (Region asked : new Region[] {region, workspace.open()}) {
            assertThatThrownBy(() -> asked.longValue("name"))
                    .isInstanceOf(PrimitiveMismatchException.class)
                    .hasMessageContaining("region=" + workspace.path())
                    .hasMessageContaining("name=name")
                    .hasMessageContaining("expected=long")
                    .hasMessageContaining("found=lock")
                    .hasMessageContaining("use another name");
        }
    }

    @Test
    void aNameOfAnotherConfigurationIsRefusedWithBothNamed() {
        Region region = workspace.open();
        region.lock("name");
        for (Region asked : new Region[] {region, workspace.open()}) {
            assertThatThrownBy(() -> asked.lock("name", OnOwnerDeath.HAND_OVER))
                    .isInstanceOf(PrimitiveMismatchException.class)
                    .hasMessageContaining("name=name")
                    .hasMessageContaining("expected=[onOwnerDeath=HAND_OVER]")
                    .hasMessageContaining("found=[onOwnerDeath=FAIL]");
        }
        assertThat(region.lock("name", OnOwnerDeath.FAIL)).isSameAs(region.lock("name"));
    }

    @Test
    void aFullRegionRefusesANewNameAndKeepsTheOldOnes() {
        Region region =
                workspace.keep(Region.builder(workspace.path()).capacity(4096).open());
        int names = 0;
        RegionFullException full = null;
        while (full == null) {
            try {
                region.longValue("n" + names).set(names);
                names++;
            } catch (RegionFullException e) {
                full = e;
            }
        }
        assertThat(full)
                .hasMessageContaining("region=" + workspace.path())
                .hasMessageContaining("name=n" + names)
                .hasMessageContaining("needed=256")
                .hasMessageContaining("capacity=4096")
                .hasMessageContaining("larger capacity");
        assertThat(names).isEqualTo(4096 / 256 - 1);
        int last = names;
        assertThatThrownBy(() -> region.lock("n" + last)).isInstanceOf(RegionFullException.class);
        for (int i = 0; i < names; i++) {
            assertThat(region.longValue("n" + i).get()).isEqualTo(i);
        }
        Region again =
                workspace.keep(Region.builder(workspace.path()).capacity(4096).open());
        assertThat(again.longValue("n0").get()).isZero();
    }

    @Test
    void aRequestThatDoesNotFitTakesNoRoomFromLaterOnes() {
        // Mapped in two pieces, of 1 GiB and of 1 MiB; the request is too large for what is left of the first.
        long capacity = (1L << 30) + (1 << 20) - 2_101_248;
        Region region = workspace.keep(
                Region.builder(workspace.path()).capacity(capacity).open());
        assertThatThrownBy(() -> region.longArray("large", 134_100_000))
                .isInstanceOf(RegionFullException.class)
                .hasMessageContaining("name=large")
                .hasMessageContaining("larger capacity");
        // Too large for the second: so the first has not been given up.
        assertThat(region.longArray("fits", 200_000).length()).isEqualTo(200_000);
    }
}
