package io.interlock.internal.process;

import java.nio.file.Path;

/** The main class of a child: takes its payload from the channel, runs it, and leaves there what went wrong. */
public final class ChildMain {

    private static final int FAILED = 1;

    private ChildMain() {}

    public static void main(String[] arguments) throws Exception {
        ChildChannel channel = ChildChannel.openByChild(Path.of(arguments[0]));
        if (channel.endsWithParent()) {
            ParentWatch.start();
        }
        try {
            Payload payload = channel.payload();
            payload.run();
            if (!payload.isMain()) {
                // Threads that the task has left would keep the process.
                System.exit(0);
            }
        } catch (Throwable e) {
            try {
                Failure failure = Failure.of(e);
                channel.putFailure(failure);
                // Also here, as nobody may ever join this process.
                System.err.println("Exception in the task of an Interlock child process: " + failure.trace());
            } finally {
                // Not by returning, as above.
                System.exit(FAILED);
            }
        }
    }
}
