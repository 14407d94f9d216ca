package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.process.JvmProcess;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmLock;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Foreign bytes in the C library's mutexes harm the region that they are in at most: no process ends, no other region notices. */
@Tag("exhaustive")
@Timeout(120) // watchdog
@SuppressWarnings("LockNotBeforeTry") // nothing throws between
class SlotDamageTest {

    private static final int ADMIN_MUTEX = 128;
    private static final int SLOTS = 4096;
    private static final int SLOT_BYTES = 128;
    private static final int MUTEX_BYTES = 64;
    private static final int GENERATION = 64;

    /** In glibc: prev and next. */
    private static final int LINKS = 24;

    private static final int LINKS_BYTES = 16;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private void damage(Path path, long at, int bytes, int with) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            byte[] foreign = new byte[bytes];
            Arrays.fill(foreign, (byte) with);
            file.seek(at);
            file.write(foreign);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each slot that was ever claimed: the tests' threads are among them. */
    private void damageClaimedSlots(Path path, int from, int bytes, int with) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            for (int slot = 0; slot < 64; slot++) {
                file.seek(SLOTS + slot * SLOT_BYTES + GENERATION);
                if (file.readLong() != 0) {
                    damage(path, SLOTS + slot * SLOT_BYTES + from, bytes, with);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In this process: a crash would end all tests. */
    @Test
    void foreignBytesAnywhereInASlotsMutexDoNotEndTheProcessAtClose() throws Exception {
        Path[] paths = {workspace.path("a"), workspace.path("b"), workspace.path("c")};
        for (int with : new int[] {0x41, 0xff, 0x00}) {
            for (int from = 0; from < MUTEX_BYTES - 8; from += 8) {
                Region[] regions = new Region[paths.length];
                for (int i = 0; i < paths.length; i++) {
                    regions[i] = workspace.open(paths[i]);
                    regions[i].lock("l").lock();
                    regions[i].lock("l").unlock();
                }
                int damaged = (from / 8) % paths.length;
                damageClaimedSlots(paths[damaged], from, LINKS_BYTES, with);
                // In the order of opening, which is not that of the C library's list.
                for (Region region : regions) {
                    region.close();
                }
                for (Path path : paths) {
                    assertThat(Region.unlink(path)).isTrue();
                }
            }
        }
        Region after = workspace.open();
        ShmLock lock = after.lock("l", OnOwnerDeath.HAND_OVER);
        Thread holder = new Thread(lock::lock);
        holder.start();
        holder.join();
        assertThat(lock.tryLock(30, TimeUnit.SECONDS))
                .as("the list still tells of deaths")
                .isTrue();
        lock.unlock();
    }

    @Test
    void foreignBytesInTheMutexOfAFreeSlotDoNotKeepOthersFromTheRegion() throws Exception {
        for (int with : new int[] {0x41, 0xff, 0x00}) {
            for (int from = 0; from < MUTEX_BYTES - 8; from += 8) {
                Region region = workspace.open(workspace.path("a"));
                Thread ended = new Thread(() -> {
                    region.lock("l").lock();
                    region.lock("l").unlock();
                });
                ended.start();
                ended.join();
                damageClaimedSlots(region.path(), from, LINKS_BYTES, with);
                region.lock("l").lock();
                region.lock("l").unlock();
                region.unlink();
                region.close();
            }
        }
    }

    @Test
    void foreignBytesInTheLinksOfTheAdminMutexDoNotEndTheProcess() {
        for (int with : new int[] {0x41, 0xff, 0x00}) {
            Region region = workspace.open(workspace.path("a"));
            region.longValue("first").set(1);
            damage(region.path(), ADMIN_MUTEX + 16, MUTEX_BYTES - 16, with);
            region.longValue("second").set(1);
            assertThat(region.longValue("second").get()).isEqualTo(1);
            region.unlink();
            region.close();
        }
    }

    /** @param sleepsMs for how long the waiter has slept at the time of the death: its sleeps are long ones after a while */
    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void damageInOneRegionDoesNotHideADeathInAnother(int sleepsMs) throws Exception {
        assumeTrue(!"false".equals(System.getProperty("interlock.native")), "the portable protocol has no such list");
        Path a = workspace.path("a");
        Region region = workspace.open();
        ShmLock lock = region.lock("l", OnOwnerDeath.HAND_OVER);
        String file = region.path().toString();
        String other = workspace.open(a).path().toString();
        JvmProcess child = workspace.start(() -> {
            Region own = Workspace.attach(file);
            own.lock("l", OnOwnerDeath.HAND_OVER).lock();
            // Linked later, and so before the other: the kernel comes to it first.
            Workspace.attach(other).lock("x").lock();
            own.event("held").set();
            Await.until("it is killed", own::isClosed);
        });
        Await.until("the child holds the lock", () -> region.event("held").isSet());
        damageClaimedSlots(a, LINKS, LINKS_BYTES, 0x41);
        TestThread<Boolean> waiter = TestThread.start(() -> lock.tryLock(30, TimeUnit.SECONDS));
        Thread.sleep(sleepsMs); // the sleep that is tested
        Workspace.kill(child);
        long startNs = System.nanoTime();
        assertThat(waiter.join()).isTrue();
        assertThat(System.nanoTime() - startNs).isLessThan(TimeUnit.SECONDS.toNanos(10));
        assertThat(lock.abandonedCount()).isEqualTo(1);
        Await.until(
                "nobody but this process uses it",
                () -> RegionInfo.of(region.path())
                                .orElseThrow()
                                .details()
                                .orElseThrow()
                                .processes()
                        <= 1);
    }

    @Test
    void damageInOneRegionDoesNotHideTheEndOfAThreadInAnother() throws Exception {
        Path a = workspace.path("a");
        Region damaged = workspace.open(a);
        Region region = workspace.open();
        ShmLock lock = region.lock("l", OnOwnerDeath.HAND_OVER);
        Thread holder = new Thread(() -> {
            lock.lock();
            damaged.lock("x").lock();
            damageClaimedSlots(a, LINKS, LINKS_BYTES, 0x41);
        });
        holder.start();
        holder.join();
        Await.until("polling sees it too", lock::tryLock);
        assertThat(lock.abandonedCount()).isEqualTo(1);
        lock.unlock();
    }
}
