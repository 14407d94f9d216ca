package io.interlock.process;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** The main class of a child: takes its payload from the mailbox, runs it, and ends with its parent. */
final class ChildMain {

    private static final int FAILED = 1;
    private static final int ORPHANED = 143;

    private ChildMain() {}

    public static void main(String[] arguments) throws Exception {
        Mailbox mailbox = Mailbox.openByChild(Path.of(arguments[0]));
        try {
            Payload payload = mailbox.payload();
            endWith(payload.parentPid());
            payload.run();
        } catch (Throwable e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            mailbox.putFailure(trace.toString());
            // Not by returning: threads that the task started and left would keep the process.
            System.exit(FAILED);
        }
        System.exit(0);
    }

    private static void endWith(long parentPid) {
        ProcessHandle parent = ProcessHandle.current().parent().orElse(null);
        if (parent == null || parent.pid() != parentPid) {
            // Orphaned before we could look.
            Runtime.getRuntime().halt(ORPHANED);
            return;
        }
        var unused = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(ORPHANED));
    }
}
