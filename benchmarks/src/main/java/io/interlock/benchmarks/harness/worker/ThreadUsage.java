package io.interlock.benchmarks.harness.worker;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.interlock.benchmarks.harness.control.WorkerBlock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What the calling thread has used since its start.
 *
 * @param voluntary how often it left its processor to wait for something
 * @param involuntary how often it was ready to go on and another got its processor; both 0 but on Linux
 */
record ThreadUsage(long cpuNs, long voluntary, long involuntary) {

    static final ThreadUsage NONE = new ThreadUsage(0, 0, 0);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static ThreadUsage now() {
        long cpuNs = THREADS.getCurrentThreadCpuTime();
        return Platform.isLinux() ? Resources.read(cpuNs) : new ThreadUsage(cpuNs, 0, 0);
    }

    ThreadUsage since(ThreadUsage before) {
        return new ThreadUsage(cpuNs - before.cpuNs, voluntary - before.voluntary, involuntary - before.involuntary);
    }

    void note(WorkerBlock me) {
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

        static ThreadUsage read(long cpuNs) {
            try (Memory usage = new Memory(BYTES)) {
                if (getrusage(CALLING_THREAD, Pointer.nativeValue(usage)) != 0) {
                    throw new IllegalStateException("getrusage failed: errno " + Native.getLastError());
                }
                return new ThreadUsage(cpuNs, usage.getLong(VOLUNTARY), usage.getLong(INVOLUNTARY));
            }
        }

        private static native int getrusage(int who, long usage);
    }
}
