package io.interlock.benchmarks.contender;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.interlock.benchmarks.control.ContenderBlock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What the calling thread has used since its start.
 *
 * @param voluntary how often it left its processor to wait for something
 * @param involuntary how often it was ready to go on and another got its processor; both 0 but on Linux
 */
record Usage(long cpuNs, long voluntary, long involuntary) {

    static final Usage NONE = new Usage(0, 0, 0);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static Usage now() {
        long cpuNs = THREADS.getCurrentThreadCpuTime();
        return Platform.isLinux() ? Resources.read(cpuNs) : new Usage(cpuNs, 0, 0);
    }

    Usage since(Usage before) {
        return new Usage(cpuNs - before.cpuNs, voluntary - before.voluntary, involuntary - before.involuntary);
    }

    void note(ContenderBlock me) {
        me.used(cpuNs, voluntary, involuntary);
    }

    /** {@code getrusage}, by direct mapping. Its own class: elsewhere than on Linux it is not loaded. */
    private static final class Resources {

        private static final int CALLING_THREAD = 1;
        private static final int BYTES = 144;
        private static final int VOLUNTARY = 128;
        private static final int INVOLUNTARY = 136;

        static {
            Native.register(Resources.class, "c");
        }

        private Resources() {}

        static Usage read(long cpuNs) {
            try (Memory usage = new Memory(BYTES)) {
                if (getrusage(CALLING_THREAD, Pointer.nativeValue(usage)) != 0) {
                    throw new IllegalStateException("getrusage failed: errno " + Native.getLastError());
                }
                return new Usage(cpuNs, usage.getLong(VOLUNTARY), usage.getLong(INVOLUNTARY));
            }
        }

        private static native int getrusage(int who, long usage);
    }
}
