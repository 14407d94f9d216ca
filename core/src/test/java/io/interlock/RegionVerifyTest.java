package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.collection.Codecs;
import io.interlock.collection.ShmList;
import io.interlock.collection.ShmMap;
import io.interlock.collection.ShmPipe;
import io.interlock.collection.ShmQueue;
import io.interlock.internal.pages.PoolLeak;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.CrashEnumeration;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@link Region#verify} finds, and that it finds nothing where nothing is wrong. */
@Timeout(60) // watchdog against a hang
class RegionVerifyTest {

    /** In a ring's record: a length that none can have. */
    private static final long NO_RECORD = 0x1_7FFF_FFFFL;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmMap<Integer, byte[]> map = region.map("map", Codecs.int32(), Codecs.bytes());
    private final ShmList<Integer> list = region.list("list", Codecs.int32());
    private final ShmQueue<Long> queue = region.queue("queue", Codecs.int64(), 1_000);
    private final ShmPipe pipe = region.pipe("pipe", 1_000);

    private void fill() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            map.put(i % 50, new byte[i * 10]);
            list.add(list.size() / 2, i);
        }
        for (long i = 0; i < 50; i++) {
            queue.put(i);
        }
        pipe.first().send(new byte[500]);
        region.namespace("namespace").set("a", "b");
        assertThat(region.lock("lock").isLocked()).isFalse();
    }

    @Test
    void anEmptyRegionAndAFilledOneAreWhole() throws Exception {
        assertThat(region.verify()).isEmpty();
        fill();
        assertThat(region.verify()).isEmpty();
        queue.close();
        queue.clear();
        assertThat(queue.poll()).isNull();
        map.clear();
        assertThat(region.verify()).isEmpty();
    }

    @Test
    void aRegionThatIsUsedMeanwhileIsWhole() throws Exception {
        fill();
        String path = workspace.path().toString();
        JvmProcess user = workspace.start(() -> use(Workspace.attach(path), 1));
        ShmLong rounds = region.longValue("rounds");
        Await.until("it is used", () -> rounds.get() > 100);
        long before = rounds.get();
        for (int i = 0; i < 50; i++) {
            assertThat(region.verify()).isEmpty();
        }
        assertThat(rounds.get()).isGreaterThan(before);
        Workspace.kill(user);
        assertThat(region.verify()).as("what the dead one left is put right").isEmpty();
    }

    /** Until it is killed. */
    private static void use(Region region, long seed) {
        ShmMap<Integer, byte[]> map = region.map("map", Codecs.int32(), Codecs.bytes());
        ShmList<Integer> list = region.list("list", Codecs.int32());
        ShmQueue<Long> queue = region.queue("queue", Codecs.int64(), 1_000);
        Random random = new Random(seed);
        for (long i = 0; !region.isClosed(); i++) {
            map.set(random.nextInt(100), new byte[random.nextInt(2_000)]);
            map.delete(random.nextInt(100));
            list.add(random.nextInt(list.size() + 1), 7);
            list.delete(random.nextInt(list.size()));
            if (!queue.offer(i)) {
                assertThat(queue.poll()).isNotNull();
            }
            region.longValue("rounds").set(i);
        }
    }

    @Test
    void aMapIsFoundWithoutItsCodecs() throws Exception {
        fill();
        region.close();
        assertThat(workspace.open().verify()).isEmpty();
    }

    @Test
    void whatADeadThreadHasTakenIsPutRight() throws Exception {
        assumeTrue(Boolean.getBoolean("interlock.crashPoints"), "started with -Dinterlock.crashPoints=true");
        for (long k = 1; k < 20; k++) {
            int key = (int) k;
            CrashEnumeration.crashAt(k, () -> map.put(key, new byte[9_000]));
            CrashEnumeration.crashAt(k, () -> list.add(key));
        }
        assertThat(region.verify()).isEmpty();
    }

    @Test
    void pagesOfNobodyAreFound() throws Exception {
        fill();
        PoolLeak.ofNobody(workspace.path(), 3);
        assertThat(region.verify()).singleElement().asString().contains("pool pages at", "3 of them", "by nothing");
    }

    @Test
    void pagesThatTheirOwnerDoesNotKnowAreFound() throws Exception {
        fill();
        PoolLeak.of(workspace.path(), "list", 2);
        assertThat(region.verify()).singleElement().asString().contains("list=list", "linked=", "owned=");
    }

    @Test
    void damagedRecordsOfAQueueAndAPipeAreFound() throws Exception {
        fill();
        overwrite(find(1L << 32 | Long.BYTES), NO_RECORD);
        overwrite(find(1L << 32 | 500), NO_RECORD);
        List<String> problems = region.verify();
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).contains("queue=queue");
        assertThat(problems.get(1)).contains("pipe=pipe", "second end");
    }

    @Test
    void damageOfOneCollectionDoesNotHideThatOfAnother() throws Exception {
        fill();
        long directory = 4096 + 16_384 * 128;
        try (RandomAccessFile file = new RandomAccessFile(workspace.path().toFile(), "rw")) {
            byte[] bytes = new byte[(int) file.length()];
            file.readFully(bytes);
            // GARBAGE of every log that has segments and their CAPACITY. What else looks like one may be damaged, too.
            ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
            for (long at = directory; at < directory + 16 * 1024; at += 128) {
                boolean log = words.getLong((int) at + 72) >= directory && words.getLong((int) at + 80) >= 4096;
                if (log) {
                    overwrite(at + 56, 8);
                }
            }
        }
        assertThat(region.verify())
                .anyMatch(line -> line.contains("map=map stripe="))
                .anyMatch(line -> line.contains("list=list"))
                .anyMatch(line -> line.contains("namespace=namespace"));
    }

    @Test
    void aClosedRegionSaysSo() {
        region.close();
        assertThatThrownBy(region::verify).isInstanceOf(RegionClosedException.class);
    }

    /** Where the first such word is in the file. */
    private long find(long word) throws IOException {
        try (FileChannel file = FileChannel.open(workspace.path(), StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.size()).order(ByteOrder.nativeOrder());
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // more
            }
            for (int at = 0; at < bytes.capacity(); at += Long.BYTES) {
                if (bytes.getLong(at) == word) {
                    return at;
                }
            }
        }
        throw new AssertionError("no such word: " + word);
    }

    private void overwrite(long at, long word) throws IOException {
        try (FileChannel file = FileChannel.open(workspace.path(), StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
            bytes.putLong(word).flip();
            file.write(bytes, at);
        }
    }
}
