package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.process.ChildFailedException;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the other end sees when a process is killed that had an end of a pipe. */
@Timeout(60) // watchdog
class PipeDeathTest {

    private static final int CAPACITY = 64;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private Region region;
    private ShmPipe pipe;
    private PipeEnd first;
    private JvmProcess child;

    /** The child has sent one message, and sleeps. */
    @BeforeEach
    void startChild() {
        region = workspace.open();
        pipe = region.pipe("pipe", CAPACITY);
        first = pipe.first();
        String path = workspace.path().toString();
        child = workspace.start(() -> {
            PipeEnd second = Workspace.attach(path).pipe("pipe", CAPACITY).second();
            second.send(new byte[] {1});
            while (true) {
                LockSupport.park();
            }
        });
    }

    @Test
    void whatItHasSentIsReceivedAndThenTheEnd() throws Exception {
        assertThat(first.poll(Duration.ofDays(1))).isTrue();
        child.kill();
        assertThat(first.receive()).containsExactly(1);
        assertThat(first.receive()).isNull();
        assertThat(first.poll()).isTrue();
    }

    @Test
    void whoSleepsIsWoken() throws Exception {
        assertThat(first.receive()).containsExactly(1);
        first.send(new byte[CAPACITY]);
        first.handOver();
        TestThread<Boolean> receiver =
                TestThread.startAsleep(() -> assertThat(first.receive()).isNull());
        TestThread<Boolean> sender = TestThread.startAsleep(
                () -> assertThatThrownBy(() -> first.send(new byte[1])).isInstanceOf(PipeClosedException.class));
        child.kill();
        receiver.join();
        sender.join();
    }

    @Test
    void whoSleepsForSeveralIsWoken() throws Exception {
        assertThat(first.receive()).containsExactly(1);
        first.handOver();
        PipeEnd quiet = region.pipe("quiet", CAPACITY).first();
        TestThread<List<PipeEnd>> waiter = TestThread.start(() -> ShmPipe.awaitAny(Duration.ofDays(1), quiet, first));
        Await.until("it waits", () -> waiter.isIn("sleepOnAll") || !waiter.isAlive() || waiter.isIn("sleep"));
        child.kill();
        assertThat(waiter.join()).containsExactly(first);
    }

    @Test
    void aSuccessorGoesOn() throws Exception {
        assertThat(first.poll(Duration.ofDays(1))).isTrue();
        first.send(new byte[] {9});
        child.kill();
        assertThatThrownBy(() -> child.join()).isInstanceOf(ChildFailedException.class);
        PipeEnd second = pipe.second();
        assertThat(second.receive()).containsExactly(9);
        assertThat(first.receive()).containsExactly(1);
        second.send(new byte[] {2});
        assertThat(first.receive()).containsExactly(2);
    }

    @Test
    void aLivingProcessKeepsItsEnd() throws Exception {
        assertThat(first.poll(Duration.ofDays(1))).isTrue();
        assertThatThrownBy(pipe::second)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pipe=pipe second end: another living process has it");
    }
}
