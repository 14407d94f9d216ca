package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.WorkerState;
import io.interlock.benchmarks.harness.worker.Worker;
import io.interlock.benchmarks.peer.Peer;
import io.interlock.benchmarks.peer.Peers;
import io.interlock.benchmarks.peer.PrimitiveKind;
import io.interlock.benchmarks.peer.TrialContext;
import java.nio.file.Path;

/** A worker in a JVM of its own: {@code CONTROL_FILE INDEX KIND LABEL PARENT_PID}. */
public final class WorkerMain {

    private WorkerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        ParentExitWatch.start(Long.parseLong(arguments[4]), () -> {});
        Path file = Path.of(arguments[0]);
        int index = Integer.parseInt(arguments[1]);
        ControlBlock control = ControlBlock.open(file);
        Peer peer = Peers.find(PrimitiveKind.valueOf(arguments[2]), arguments[3]);
        try (TrialContext context = new TrialContext(control, file, index)) {
            new Worker(control, index, peer.library().open(peer, context)).serve();
        } catch (RuntimeException | Error e) {
            control.workers().get(index).state(WorkerState.FAILED);
            throw e;
        }
    }
}
