package io.interlock.internal.os;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What this process can do natively, found out once by trying it. This class names no class of JNA, so it works where JNA is
 * missing or cannot load.
 *
 * <p>System properties switch parts off, for tests and for sandboxes that forbid a call: {@code interlock.native=false}
 * (nothing native: the portable protocol), {@code interlock.futexWaitv=false}, {@code interlock.membarrier=false}.
 */
public final class NativeCapabilities {

    private static volatile @Nullable NativeCapabilities found;

    private final String missing;
    private final boolean calls;
    private final boolean waitv;
    private final boolean membarrier;
    private final List<Notice> notices;
    private boolean logged;

    /** Something that the operator should know of. */
    record Notice(System.Logger.Level level, String message) {}

    private NativeCapabilities(String missing, boolean calls, boolean waitv, boolean membarrier, List<Notice> notices) {
        this.missing = missing;
        this.calls = calls;
        this.waitv = waitv;
        this.membarrier = membarrier;
        this.notices = notices;
    }

    /** The capabilities of this process; the first call tries them. */
    public static NativeCapabilities get() {
        NativeCapabilities known = found;
        return known == null ? findOnce() : known;
    }

    private static synchronized NativeCapabilities findOnce() {
        NativeCapabilities known = found;
        if (known == null) {
            known = find();
            found = known;
        }
        return known;
    }

    /** True where native calls work at all; less than {@link #futex()} asks for. */
    public boolean calls() {
        return calls;
    }

    /** True where futexes and robust mutexes work as Interlock needs them. */
    public boolean futex() {
        return missing.isEmpty();
    }

    /** True where the kernel lets a sleeper watch two words at once. */
    public boolean futexWaitv() {
        return waitv;
    }

    /** True where one process can make all others execute a memory barrier. */
    public boolean membarrier() {
        return membarrier;
    }

    /** Why {@link #futex()} is false and the way out, for an exception; empty where it is true. */
    public String missing() {
        return missing;
    }

    /** Logs what works less well than it could, and the way out. Only the first call does. */
    public synchronized void logOnce() {
        if (!logged) {
            logged = true;
            notices.forEach(notice -> Log.log(notice.level(), notice.message()));
        }
    }

    /** Waiting by futex, with or without the asymmetric fence, as the region's header says. */
    public Waiting futexWaiting(boolean asymmetricFence) {
        return new FutexWaiting(waitv, asymmetricFence);
    }

    /** Waiting that works everywhere. */
    public static Waiting portableWaiting() {
        return new PortableWaiting();
    }

    private static NativeCapabilities find() {
        if (isOff("interlock.native")) {
            return new NativeCapabilities("switched off by -Dinterlock.native=false", false, false, false, List.of());
        }
        if (!Syscalls.areKnown()) {
            return portable(System.Logger.Level.INFO, false, "not Linux on x86-64 or aarch64");
        }
        CompletableFuture<NativeCapabilities> result = new CompletableFuture<>();
        Runnable probe = () -> result.complete(probed());
        // On a thread of its own: deep recursion in the caller would make class loading fail, and for good.
        Thread thread = new Thread(probe, "interlock-probe");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            probe.run();
        }
        return result.join();
    }

    /** Whatever is thrown by JNA, and by loading its classes and ours that use them, becomes the reason. */
    private static NativeCapabilities probed() {
        try {
            return NativeProbe.run();
        } catch (Throwable e) {
            return portable(System.Logger.Level.WARNING, false, LoadFailure.describe(e));
        }
    }

    public static boolean isOff(String property) {
        return "false".equalsIgnoreCase(System.getProperty(property));
    }

    /** The capabilities of a process that works without futexes. */
    public static NativeCapabilities portable(System.Logger.Level level, boolean calls, String missing) {
        String message =
                "Interlock works in the protocol PORTABLE in this process: threads that wait poll, every 0.05 to 1.6 ms,"
                        + " and regions that other processes have created in a native protocol cannot be opened. The reason: "
                        + missing
                        + ". The system property interlock.native=false chooses this without a warning.";
        return new NativeCapabilities(missing, calls, false, false, List.of(new Notice(level, message)));
    }

    /** The capabilities of a process in which futexes work. */
    public static NativeCapabilities futex(boolean waitv, boolean membarrier, List<Notice> notices) {
        return new NativeCapabilities("", true, waitv, membarrier, notices);
    }
}
