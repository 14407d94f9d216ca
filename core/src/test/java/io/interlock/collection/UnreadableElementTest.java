package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An element that this program's codec cannot read is not lost, and stops nothing else. */
@Timeout(60) // watchdog
class UnreadableElementTest {

    /** It writes any text, and reads all but one. */
    private static final Codec<String> PICKY = new Codec<>() {

        @Override
        public String id() {
            return "picky";
        }

        @Override
        public byte[] encode(String value) {
            return Codecs.string().encode(value);
        }

        @Override
        public String decode(ByteBuffer bytes) {
            String value = Codecs.string().decode(bytes);
            if (value.equals("bad")) {
                throw new IllegalArgumentException("it is bad");
            }
            return value;
        }
    };

    private static final String BAD = "<unreadable 0x626164>";

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    @Test
    void aQueueDeliversItsBytesAndGoesOn() throws Exception {
        ShmQueue<String> queue = region.queue("queue", PICKY, 4096);
        for (String each : List.of("a", "bad", "b")) {
            queue.put(each);
        }
        assertThat(queue).hasToString("[a, " + BAD + ", b]").hasSize(3);
        assertThat(queue.take()).isEqualTo("a");
        CodecException e = catchThrowableOfType(CodecException.class, queue::take);
        assertThat(e).hasMessageContaining("it is bad");
        assertThat(e.bytes()).asString().isEqualTo("bad");
        assertThat(queue.take()).isEqualTo("b");
    }

    @Test
    void drainingAQueueLosesNothing() throws Exception {
        ShmQueue<String> queue = region.queue("queue", PICKY, 4096);
        for (String each : List.of("bad", "a", "bad", "b")) {
            queue.put(each);
        }
        List<String> drained = new ArrayList<>();
        CodecException e = catchThrowableOfType(CodecException.class, () -> queue.drainTo(drained));
        assertThat(drained).containsExactly("a", "b");
        assertThat(e.bytes()).asString().isEqualTo("bad");
        assertThat(((CodecException) e.getSuppressed()[0]).bytes()).asString().isEqualTo("bad");
    }

    @Test
    void aPipeDeliversItsBytesAndGoesOn() throws Exception {
        ShmPipe pipe = region.pipe("pipe", 4096);
        PipeEnd out = pipe.first();
        PipeEnd in = pipe.second();
        out.send("bad", PICKY);
        out.send("a", PICKY);
        assertThat(catchThrowableOfType(CodecException.class, () -> in.receive(PICKY))
                        .bytes())
                .asString()
                .isEqualTo("bad");
        assertThat(in.receive(PICKY)).isEqualTo("a");
    }

    @Test
    void aMapKeepsItUntilItIsDeleted() {
        ShmMap<String, String> map = region.map("map", Codecs.string(), PICKY);
        map.set("k", "bad");
        assertThat(map.toString()).isEqualTo("{k=" + BAD + "}");
        assertThatThrownBy(() -> map.remove("k")).isInstanceOf(CodecException.class);
        assertThat(map.size()).isEqualTo(1);
        assertThat(map.keySet()).containsExactly("k");
        assertThat(map.delete("k")).isTrue();
        map.set("k", "bad");
        map.clear();
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void aListKeepsItUntilItIsDeleted() {
        ShmList<String> list = region.list("list", PICKY);
        list.add("bad");
        list.add("a");
        assertThatThrownBy(() -> list.remove(0)).isInstanceOf(CodecException.class);
        assertThat(list.size()).isEqualTo(2);
        list.delete(0);
        assertThat(list).containsExactly("a");
    }
}
