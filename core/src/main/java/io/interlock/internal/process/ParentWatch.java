package io.interlock.internal.process;

import io.interlock.internal.os.ParentDeathSignal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this process when its parent has ended, however that came about.
 *
 * <p>Standard input is a pipe whose other end only the parent has, which writes nothing to it: reading it returns when the
 * kernel has closed that end. {@link ProcessHandle#onExit} would look for a process that is no child of this one
 * less and less often, in the end every 5 seconds, and cannot tell that its number has gone to another.
 *
 * <p>A thread that reads cannot act while a garbage collection keeps it waiting, so the kernel is asked to kill this
 * process by itself where it can do that.
 */
final class ParentWatch {

    /** As after SIGTERM. */
    private static final int ORPHANED = 143;

    private static final int STANDARD_INPUT = 0;

    private ParentWatch() {}

    /** Takes standard input; code that reads {@code System.in} from now on finds it empty. */
    static void start() {
        FileInputStream pipe = new FileInputStream(FileDescriptor.in);
        System.setIn(InputStream.nullInputStream());
        Thread reader = new Thread(() -> endWithParent(pipe), "interlock-parent-watch");
        reader.setDaemon(true);
        reader.start();
        // A thread of its own, as the first native call loads a library, and the reader must not wait for that.
        Thread asker = new Thread(
                () -> ParentDeathSignal.kills(ProcessHandle.current().pid(), STANDARD_INPUT),
                "interlock-parent-watch-kernel");
        asker.setDaemon(true);
        asker.start();
    }

    private static void endWithParent(InputStream pipe) {
        try {
            while (pipe.read() >= 0) {
                // The parent writes nothing.
            }
        } catch (IOException e) {
            // Nothing can be learned of the parent any more: as good as its end.
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
