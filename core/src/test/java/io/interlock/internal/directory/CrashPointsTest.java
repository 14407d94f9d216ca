package io.interlock.internal.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.OpenMode;
import io.interlock.OwnerDiedException;
import io.interlock.Region;
import io.interlock.internal.format.Protocol;
import io.interlock.internal.region.RegionOptions;
import io.interlock.process.JvmProcess;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmLock;
import io.interlock.testing.Await;
import io.interlock.testing.CrashEnumeration;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thread ends before each of the stores of each operation in turn; the next user finds nothing wrong. */
@SuppressWarnings({"LockNotBeforeTry", "serial"
}) // nothing throws between; javac takes a package named internal for the JDK's own
class CrashPointsTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @BeforeEach
    void crashPointsAreOn() {
        assumeTrue(Boolean.getBoolean("interlock.crashPoints"), "started with -Dinterlock.crashPoints=true");
    }

    @Test
    void creatingAPrimitive() throws Exception {
        long stores = CrashEnumeration.of(k -> {
            Path file = workspace.path("create" + k);
            Region region = workspace.open(file);
            region.longValue("before").set(k);
            boolean completed = CrashEnumeration.crashAt(k, () -> region.lock("new"));
            Region again = workspace.open(file);
            assertThat(again.longValue("before").get()).isEqualTo(k);
            ShmLock created = again.lock("new");
            assertThat(created.tryLock()).isTrue();
            created.unlock();
            again.longValue("after").set(k + 1);
            assertThat(region.longValue("before").get()).isEqualTo(k);
            assertThat(region.lock("new").isLocked()).isFalse();
            assertThat(region.longValue("after").get()).isEqualTo(k + 1);
            return completed;
        });
        assertThat(stores).isGreaterThan(10);
    }

    @Test
    void creatingAPrimitiveIsFinishedByAnotherProcess() throws Exception {
        Region meeting = workspace.open(workspace.path("meeting"));
        String directory = workspace.directory().toString();
        long stores = CrashEnumeration.of(k -> {
            Region region = workspace.open(workspace.path("create" + k));
            boolean completed = CrashEnumeration.crashAt(k, () -> region.lock("new"));
            region.longValue("after").set(k);
            return completed;
        });
        meeting.longValue("stores").set(stores);
        JvmProcess child = workspace.start(() -> useAll(directory));
        child.join();
        assertThat(meeting.longValue("used").get()).isEqualTo(stores + 1);
    }

    private static void useAll(String directory) {
        Region meeting = Workspace.attach(directory + "/meeting");
        for (long k = 1; k <= meeting.longValue("stores").get() + 1; k++) {
            Region region = Workspace.attach(directory + "/create" + k);
            assertThat(region.longValue("after").get()).isEqualTo(k);
            assertThat(region.lock("new").tryLock()).isTrue();
            region.lock("new").unlock();
            meeting.longValue("used").incrementAndGet();
        }
    }

    @Test
    void failingToCreateAPrimitive() throws Exception {
        long stores = CrashEnumeration.of(k -> {
            Path file = workspace.path("create" + k);
            Region region = workspace.open(file);
            return CrashEnumeration.failAt(k, () -> {}, () -> region.lock("new"), () -> {
                ShmLock created = workspace.open(file).lock("new");
                assertThat(created.tryLock()).isTrue();
                created.unlock();
                assertThat(region.lock("new").isLocked()).isFalse();
                region.longValue("after").set(k);
                assertThat(region.verify()).isEmpty();
            });
        });
        assertThat(stores).isGreaterThan(10);
    }

    @Test
    void failingToClaimASlot() throws Exception {
        ShmLock lock = workspace.open().lock("lock");
        CrashEnumeration.of(k -> CrashEnumeration.failAt(k, () -> {}, lock::isHeldByCurrentThread, () -> {
            assertThat(lock.tryLock()).isTrue();
            lock.unlock();
        }));
    }

    @Test
    void claimingASlot() throws Exception {
        Region region = workspace.open();
        ShmLock lock = region.lock("lock");
        long stores = CrashEnumeration.of(k -> {
            boolean completed = CrashEnumeration.crashAt(k, lock::isHeldByCurrentThread);
            TestThread.elsewhere(() -> {
                assertThat(lock.tryLock()).isTrue();
                lock.unlock();
            });
            return completed;
        });
        if (!isPortable(region)) {
            // On the fallback the custodian claims, for a thread that is not armed.
            assertThat(stores).isGreaterThan(4);
        }
    }

    @Test
    void growingTheThreadTable() throws Exception {
        CrashEnumeration.of(k -> {
            Region region = workspace.open(workspace.path("grow" + k));
            ShmLock lock = region.lock("lock");
            boolean completed = CrashEnumeration.crashAt(k, lock::isHeldByCurrentThread);
            lock.lock();
            lock.unlock();
            return completed;
        });
    }

    @ParameterizedTest
    @EnumSource(OnOwnerDeath.class)
    void lockingAndUnlocking(OnOwnerDeath mode) throws Exception {
        Region region = workspace.open();
        ShmLock lock = region.lock("lock", mode);
        long stores = CrashEnumeration.of(k -> {
            boolean completed = CrashEnumeration.crashAt(k, lock::isHeldByCurrentThread, () -> {
                lock.lock();
                lock.unlock();
            });
            makeObtainable(lock);
            return completed;
        });
        assertThat(stores).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(OnOwnerDeath.class)
    void unlockingWhileOthersSleep(OnOwnerDeath mode) throws Exception {
        Region region = workspace.open();
        ShmLock lock = region.lock("lock", mode);
        CrashEnumeration.of(k -> {
            TestThread<?>[] sleeper = new TestThread<?>[1];
            boolean completed = CrashEnumeration.crashAt(
                    k,
                    () -> {
                        lock.lock();
                        sleeper[0] = TestThread.run(() -> obtain(lock));
                        awaitSleeper(region);
                    },
                    lock::unlock);
            sleeper[0].join();
            makeObtainable(lock);
            return completed;
        });
    }

    @ParameterizedTest
    @EnumSource(OnOwnerDeath.class)
    void waitingForTheLock(OnOwnerDeath mode) throws Exception {
        Region region = workspace.open();
        ShmLock lock = region.lock("lock", mode);
        CrashEnumeration.of(k -> {
            lock.lock();
            // Tries, announces itself, sleeps a little and gives up.
            boolean completed = CrashEnumeration.crashAt(
                    k,
                    lock::isHeldByCurrentThread,
                    () -> assertThat(lock.tryLock(1, TimeUnit.MILLISECONDS)).isFalse());
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            lock.unlock();
            makeObtainable(lock);
            return completed;
        });
    }

    @ParameterizedTest
    @EnumSource(OnOwnerDeath.class)
    void recovering(OnOwnerDeath mode) throws Exception {
        Region region = workspace.open();
        ShmLock lock = region.lock("lock", mode);
        long stores = CrashEnumeration.of(k -> {
            TestThread.elsewhere(lock::lock);
            Await.until("abandoned", lock::isAbandoned);
            boolean completed = CrashEnumeration.crashAt(k, lock::isHeldByCurrentThread, () -> lock.recover(() -> {}));
            makeObtainable(lock);
            return completed;
        });
        assertThat(stores).isGreaterThanOrEqualTo(3);
    }

    /** The lock is free, or left by the dead; then it is recovered or handed over. Nothing else may be. */
    private static void makeObtainable(ShmLock lock) throws Exception {
        Await.until("no dead thread counts as living", () -> !lock.isLocked());
        TestThread.elsewhere(() -> obtain(lock));
        assertThat(lock.isAbandoned()).isFalse();
        assertThat(lock.isLocked()).isFalse();
    }

    private static void obtain(ShmLock lock) {
        for (; ; ) {
            try {
                lock.lock();
                lock.unlock();
                return;
            } catch (OwnerDiedException e) {
                lock.recover(() -> {});
            }
        }
    }

    private static void awaitSleeper(Region region) {
        Attachment attachment = attach(region);
        try {
            DirectoryEntry entry =
                    Objects.requireNonNull(attachment.file().directory().find("lock"));
            Await.until("a thread sleeps", () -> entry.body().getIntVolatile(8) != 0);
        } finally {
            RegionFiles.close(attachment);
        }
    }

    private static boolean isPortable(Region region) {
        Attachment attachment = attach(region);
        try {
            return attachment.file().mapping().protocol() == Protocol.PORTABLE;
        } finally {
            RegionFiles.close(attachment);
        }
    }

    private static Attachment attach(Region region) {
        return RegionFiles.open(new RegionOptions(region.path(), OpenMode.OPEN, 0, null));
    }
}
