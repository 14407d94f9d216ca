package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a handler of messages may do to the end that has called it. */
@Timeout(60) // watchdog against a hang
class PipeHandlerTest {

    private static final int CAPACITY = 256;
    private static final int MESSAGES = 5;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmPipe pipe = region.pipe("pipe", CAPACITY);
    private final PipeEnd from = pipe.first();
    private final PipeEnd to = pipe.second();

    @BeforeEach
    void send() throws Exception {
        for (byte i = 0; i < MESSAGES; i++) {
            from.send(new byte[] {i});
        }
    }

    @Test
    void itMayNotReceive() throws Exception {
        Consumer<ByteBuffer> receiving = message -> {
            try {
                to.receive();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        assertThatThrownBy(() -> to.receive(receiving))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("handler");
        assertThat(to.receive()).containsExactly(1);
        assertThat(to.receive()).containsExactly(2);
    }

    @Test
    void itMaySend() throws Exception {
        assertThat(to.receive(
                        message -> assertThat(to.trySend(new byte[] {message.get()}))
                                .isTrue(),
                        MESSAGES))
                .isEqualTo(MESSAGES);
        assertThat(from.receive()).containsExactly(0);
    }

    @Test
    void whatItWasGivenIsReceivedWhenItClosesItsEnd() throws Exception {
        List<Byte> given = new ArrayList<>();
        assertThat(to.receive(
                        message -> {
                            given.add(message.get());
                            if (given.size() == 2) {
                                to.close();
                                // The next user of the end, before this handler returns.
                                assertThat(receive(pipe.second())).containsExactly(2);
                                assertThat(receive(to)).containsExactly(3);
                            }
                        },
                        MESSAGES))
                .isEqualTo(2);
        assertThat(given).containsExactly((byte) 0, (byte) 1);
        assertThat(to.receive()).containsExactly(4);
        assertThat(to.poll()).isFalse();
    }

    @Test
    void itMayHandItsEndOver() throws Exception {
        assertThat(to.receive(
                        message -> {
                            to.handOver();
                            try {
                                TestThread.elsewhere(() -> {
                                    assertThat(to.receive()).containsExactly(1);
                                    to.handOver();
                                });
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        },
                        MESSAGES))
                .isEqualTo(1);
        assertThat(to.receive()).containsExactly(2);
    }

    private static byte @Nullable [] receive(PipeEnd end) {
        try {
            return end.receive();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
