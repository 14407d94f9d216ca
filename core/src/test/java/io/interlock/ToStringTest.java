package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.collection.Codecs;
import io.interlock.collection.PipeEnd;
import io.interlock.collection.QueueOptions;
import io.interlock.collection.ShmList;
import io.interlock.collection.ShmMap;
import io.interlock.collection.ShmNamespace;
import io.interlock.collection.ShmPipe;
import io.interlock.collection.ShmQueue;
import io.interlock.internal.directory.StateText;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmBoundedSemaphore;
import io.interlock.sync.ShmCondition;
import io.interlock.sync.ShmLock;
import io.interlock.sync.ShmReadWriteLock;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmInt;
import io.interlock.value.ShmIntArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The text of every public object shows its state, and never throws or waits. */
@Timeout(60) // watchdog
@SuppressWarnings("LockNotBeforeTry") // nothing throws between
class ToStringTest {

    private static final int MANY = 10_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    private List<Object> all() {
        ShmReadWriteLock readWrite = region.readWriteLock("readWrite");
        ShmPipe pipe = region.pipe("pipe", 64);
        return List.of(
                region,
                Region.builder(region.path()),
                region.lock("lock"),
                region.lock("lock").condition("c"),
                region.reentrantLock("reentrant"),
                readWrite,
                readWrite.readLock(),
                readWrite.writeLock(),
                readWrite.writeLock().newCondition(),
                region.event("event"),
                region.latch("latch", 3),
                region.semaphore("semaphore", 3),
                region.boundedSemaphore("bounded", 3),
                region.barrier("barrier", 3),
                region.intValue("int"),
                region.intValue("int").lock(),
                region.booleanValue("boolean"),
                region.intArray("ints", 3),
                region.intArray("ints", 3).slice(1, 2),
                region.doubleArray("doubles", 3).lock(),
                region.map("map", Codecs.string(), Codecs.string()),
                region.list("list", Codecs.string()),
                region.queue("queue", Codecs.string(), QueueOptions.ofBytes(64)),
                region.namespace("namespace"),
                pipe,
                pipe.first());
    }

    @Test
    void everyTypeHasATextOfItsOwn() {
        for (Object each : all()) {
            assertThat(each.toString()).as(each.getClass().getName()).doesNotContain("@");
        }
    }

    @Test
    void aTextClaimsNoSlotOfTheRegion() throws Exception {
        List<Object> all = all();
        int before = RegionInfo.of(region.path())
                .orElseThrow()
                .details()
                .orElseThrow()
                .threads()
                .size();
        TestThread.elsewhere(() -> {
            for (Object each : all) {
                assertThat(each.toString()).isNotEmpty();
            }
            assertThat(RegionInfo.of(region.path())
                            .orElseThrow()
                            .details()
                            .orElseThrow()
                            .threads())
                    .hasSize(before);
        });
    }

    @Test
    void afterTheCloseTheTextSaysSo() {
        List<Object> all = all();
        region.close();
        for (Object each : all) {
            if (!(each instanceof RegionBuilder)) {
                assertThat(each.toString()).as(each.getClass().getName()).contains("closed");
            }
        }
    }

    @Test
    void aLockTellsWhoHoldsItAndHowManyWait() throws Exception {
        ShmLock lock = region.lock("lock");
        assertThat(lock.toString()).contains("ShmLock[region=" + region.path()).contains("locked=false");
        lock.lock();
        TestThread<Boolean> waiter = TestThread.startAsleep(() -> {
            lock.lock();
            lock.unlock();
        });
        assertThat(lock.toString())
                .contains("owner=pid " + ProcessHandle.current().pid())
                .contains("locked=true")
                .contains("waiters=1");
        lock.unlock();
        waiter.join();
    }

    @Test
    void aLockWhoseOwnerDiedTellsThat() throws Exception {
        String file = region.path().toString();
        JvmProcess child = workspace.start(() -> {
            Workspace.attach(file).lock("lock").lock();
            Runtime.getRuntime().halt(0);
        });
        child.join();
        assertThat(region.lock("lock").toString()).contains("ended").contains("leftByDeadOwner=true");
    }

    @Test
    void othersTellTheirState() throws Exception {
        region.semaphore("semaphore", 7).acquire();
        assertThat(region.semaphore("semaphore", 7).toString()).contains("permits=6");
        ShmBoundedSemaphore bounded = region.boundedSemaphore("bounded", 5);
        bounded.acquire();
        assertThat(bounded.toString()).contains("permits=4");
        region.event("event").set();
        assertThat(region.event("event").toString()).contains("set=true");
        region.latch("latch", 9).countDown();
        assertThat(region.latch("latch", 9).toString()).contains("count=8");
        assertThat(region.barrier("barrier", 4).toString()).contains("arrived=0");
        ShmReadWriteLock readWrite = region.readWriteLock("readWrite");
        readWrite.writeLock().lock();
        assertThat(readWrite.toString())
                .contains("pid " + ProcessHandle.current().pid());
        readWrite.writeLock().unlock();
        ShmCondition condition = region.lock("lock").condition("c");
        assertThat(condition.toString()).contains("waiting=0");
        ShmInt value = region.intValue("int");
        value.set(42);
        assertThat(value).hasToString("42");
        ShmIntArray array = region.intArray("ints", 3);
        array.set(1, 5);
        assertThat(array).hasToString("[0, 5, 0]");
        ShmNamespace namespace = region.namespace("namespace");
        namespace.set("speed", 3);
        assertThat(namespace.toString()).contains("speed");
        ShmPipe pipe = region.pipe("pipe", 64);
        PipeEnd end = pipe.first();
        assertThat(end.toString()).contains("first end").contains("open");
        end.close();
        assertThat(end.toString()).contains("closed");
    }

    @Test
    void collectionsShowTheirElements() throws Exception {
        ShmQueue<String> queue = region.queue("queue", Codecs.string(), QueueOptions.ofBytes(64));
        queue.put("a");
        queue.put("b");
        assertThat(queue).hasToString("[a, b]");
        ShmList<String> list = region.list("list", Codecs.string());
        list.addAll(List.of("a", "b"));
        assertThat(list).hasToString("[a, b]");
        ShmMap<String, String> map = region.map("map", Codecs.string(), Codecs.string());
        map.put("k", "v");
        assertThat(map).hasToString("{k=v}");
    }

    @Test
    void manyElementsAreNotAllShown() {
        Region region = workspace.keep(
                Region.builder(workspace.path("large")).capacity(16 << 20).open());
        ShmList<Integer> list = region.list("list", Codecs.int32());
        ShmMap<Integer, Integer> map = region.map("map", Codecs.int32(), Codecs.int32());
        ShmQueue<Integer> queue = region.queue("queue", Codecs.int32(), QueueOptions.ofBytes(16 * MANY));
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            numbers.add(i);
            map.put(i, i);
        }
        list.addAll(numbers);
        queue.addAll(numbers);
        for (Object each : List.of(list, map, queue, region.intArray("ints", MANY))) {
            assertThat(each.toString().length()).isLessThan(20 * StateText.MAX_ELEMENTS);
            assertThat(each.toString()).contains("...");
        }
        assertThat(list.toString()).startsWith("[0, 1, 2, ").contains(", 99, ...");
        assertThat(Map.of("a", 1)).hasToString("{a=1}");
    }
}
