package io.interlock.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.collection.Codecs;
import io.interlock.collection.PipeEnd;
import io.interlock.collection.ShmList;
import io.interlock.collection.ShmMap;
import io.interlock.sync.ShmBarrier;
import io.interlock.sync.ShmCondition;
import io.interlock.sync.ShmReadWriteLock;
import io.interlock.sync.ShmReentrantLock;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import io.interlock.value.ShmLongArray;
import java.io.Serializable;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parts and views of what a region hands out, captured by a task: they arrive, or the message says what to capture. */
@Timeout(120) // watchdog
@SuppressWarnings({"LockNotBeforeTry", "ReturnValueIgnored"}) // nothing throws between; a task returns nothing
class CapturedPartsTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    @Test
    void partsAndViewsAreTheSameInTheChild() throws Exception {
        ShmReadWriteLock both = region.readWriteLock("read-write");
        ShmReadWriteLock.ReadLock read = both.readLock();
        ShmReadWriteLock.WriteLock write = both.writeLock();
        ShmLongArray array = region.longArray("array", 10);
        ShmLongArray slice = array.slice(2, 8).slice(1, 3);
        ShmLong value = region.longValue("value");
        ShmReentrantLock builtIn = value.lock();
        ShmCondition condition = slice.lock().condition("c");
        ShmMap<String, Integer> map = region.map("map", Codecs.string(), Codecs.int32());
        map.put("a", 1);
        Set<String> keys = map.keySet();
        Collection<Integer> values = map.values();
        Set<Map.Entry<String, Integer>> entries = map.entrySet();
        String name = condition.name();
        workspace
                .start(() -> {
                    write.lock();
                    read.lock();
                    write.unlock();
                    read.unlock();
                    slice.set(1, slice.length());
                    builtIn.lock();
                    check(value.lock() == builtIn && value.lock().isHeldByCurrentThread());
                    builtIn.unlock();
                    check(condition.name().equals(name));
                    check(keys.contains("a") && values.contains(1) && entries.contains(Map.entry("a", 1)));
                    keys.remove("a");
                })
                .join();
        assertThat(array.get(4)).isEqualTo(2);
        assertThat(map.isEmpty()).isTrue();
    }

    private static void check(boolean truth) {
        if (!truth) {
            throw new AssertionError();
        }
    }

    @Test
    void aSerializableActionOfABarrierTravels() throws Exception {
        ShmLong value = region.longValue("value");
        ShmBarrier barrier =
                region.barrier("barrier", 1).withAction((Runnable & Serializable) () -> value.getAndAdd(1));
        workspace.start(() -> barrier.await()).join();
        assertThat(value.get()).isEqualTo(1);
    }

    @Test
    void anyOtherActionOfABarrierIsRefused() {
        ShmBarrier barrier = region.barrier("barrier", 1).withAction(() -> {});
        assertThatThrownBy(() -> JvmProcess.start(() -> barrier.await()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("barrier")
                .hasMessageContaining("call withAction(...) in the task");
    }

    @Test
    void anEndOfAPipeIsRefusedWithTheWayOut() {
        PipeEnd end = region.pipe("pipe", 1024).first();
        assertThatThrownBy(() -> JvmProcess.start(() -> end.close()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.interlock.collection.PipeEnd")
                .hasMessageContaining("capture what it was taken from");
    }

    @Test
    void anIteratorIsRefusedWithTheWayOut() {
        ShmMap<String, Integer> map = region.map("map", Codecs.string(), Codecs.int32());
        Iterator<String> keys = map.keySet().iterator();
        assertThatThrownBy(() -> JvmProcess.start(() -> keys.hasNext()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capture what it was taken from");
    }

    @Test
    void aSubListTravelsOrIsRefusedWithTheWayOut() {
        ShmList<String> list = region.list("list", Codecs.string());
        list.add("a");
        List<String> part = list.subList(0, 1);
        assertThatThrownBy(() -> JvmProcess.start(() -> part.clear()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SubList")
                .hasMessageContaining("capture what it was taken from");
    }
}
