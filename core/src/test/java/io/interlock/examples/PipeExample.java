package io.interlock.examples;

import io.interlock.Region;
import io.interlock.collection.Codecs;
import io.interlock.collection.PipeEnd;
import io.interlock.collection.ShmPipe;
import io.interlock.process.JvmProcess;

/**
 * A process that answers until the other end is closed.
 *
 * <pre>{@code
 * ours, theirs = Pipe()
 * child = Process(target=answer, args=(theirs,)); child.start(); theirs.close()
 * for i in range(3):
 *     ours.send(f'ping {i}')
 *     print(ours.recv())
 * ours.close()
 * child.join()
 * }</pre>
 */
public class PipeExample {

    private static final String REGION = "example-pipe";
    private static final int CAPACITY_BYTES = 1_000;

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmPipe pipe = region.pipe("pipe", CAPACITY_BYTES);
            JvmProcess child;
            try (PipeEnd ours = pipe.first()) {
                child = JvmProcess.start(() -> answer(pipe));
                for (int i = 0; i < 3; i++) {
                    ours.send("ping " + i, Codecs.string());
                    System.out.println(ours.receive(Codecs.string()));
                }
            }
            child.join();
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void answer(ShmPipe pipe) throws InterruptedException {
        try (PipeEnd theirs = pipe.second()) {
            for (String ping = theirs.receive(Codecs.string()); ping != null; ping = theirs.receive(Codecs.string())) {
                theirs.send(ping.replace("ping", "pong"), Codecs.string());
            }
        }
        System.out.println("nobody asks any more");
    }
}
