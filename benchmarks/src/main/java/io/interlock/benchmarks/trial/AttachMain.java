package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.driver.AttachDriver;
import io.interlock.benchmarks.peer.Peer;
import io.interlock.benchmarks.peer.Peers;
import io.interlock.benchmarks.peer.PrimitiveKind;
import java.nio.file.Path;

/**
 * Attaches once, in a JVM that has done nothing before: {@code FILE LABEL}. Writes how many nanoseconds that took,
 * and what the number was.
 */
public final class AttachMain {

    private AttachMain() {}

    public static void main(String[] arguments) {
        Peer peer = Peers.find(PrimitiveKind.REGION, arguments[1]);
        AttachDriver driver = peer.library().attaching(peer, Path.of(arguments[0]), false);
        long begun = System.nanoTime();
        long number = driver.attach();
        System.out.println((System.nanoTime() - begun) + " " + number);
    }
}
