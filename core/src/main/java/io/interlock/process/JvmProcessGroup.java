package io.interlock.process;

import io.interlock.internal.process.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Children that are waited for, and ended, together.
 *
 * <pre>{@code
 * try (JvmProcessGroup workers = JvmProcessGroup.start(4, number -> work(number)).killAllOnFailure()) {
 *     workers.join();
 * }
 * }</pre>
 *
 * <p><b>Owner:</b> none; any thread may join and kill it.
 *
 * <p><b>Threads:</b> safe for any threads.
 *
 * <p><b>Memory:</b> what the children did is visible after {@code join}.
 *
 * <p><b>Death:</b> as {@link JvmProcess}. A child that dies leaves the others running, unless {@link #killAllOnFailure} was
 * said.
 *
 * <p><b>Errors:</b> {@link #join} throws the failure of the child that failed first, with the others' as suppressed, once
 * all have ended. Children that the group has killed itself have not failed.
 *
 * <p><b>Size:</b> that of its children; no thread.
 */
public final class JvmProcessGroup implements AutoCloseable {

    private final List<JvmProcess> children;

    /** Complete when the group has taken note of each child's end. */
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();

    /** Who did not end well, in the order of their ends. */
    private final Queue<JvmProcess> failed = new ConcurrentLinkedQueue<>();

    private final Set<JvmProcess> killed = ConcurrentHashMap.newKeySet();
    private volatile boolean killAllOnFailure;

    private JvmProcessGroup(Collection<JvmProcess> children) {
        this.children = List.copyOf(children);
    }

    /** Starts that many JVMs with the default ways, each with its number from 0 on; see {@link JvmProcessBuilder#startGroup}. */
    public static JvmProcessGroup start(int count, SerializableIntConsumer task) {
        return JvmProcess.builder().startGroup(count, task);
    }

    /** Children that were started one by one, with tasks or ways of their own. */
    public static JvmProcessGroup of(Collection<JvmProcess> children) {
        JvmProcessGroup group = new JvmProcessGroup(children);
        for (JvmProcess child : group.children) {
            group.ends.add(child.onEnd().thenAccept(group::ended));
        }
        return group;
    }

    /** Children that were started one by one, with tasks or ways of their own. */
    public static JvmProcessGroup of(JvmProcess... children) {
        return of(List.of(children));
    }

    /** From now on the first child that fails, or has failed, makes the group kill the others; without this they go on. */
    public JvmProcessGroup killAllOnFailure() {
        killAllOnFailure = true;
        if (!failed.isEmpty()) {
            kill();
        }
        return this;
    }

    /** The children, in the order of their numbers. */
    public List<JvmProcess> children() {
        return children;
    }

    /**
     * Waits until all children have ended.
     *
     * @throws ChildFailedException if one of them did not end with exit code 0
     * @throws InterruptedException if the thread is interrupted; the children go on
     */
    public void join() throws InterruptedException {
        var unused = join(Duration.ofNanos(Long.MAX_VALUE));
    }

    /**
     * Waits until all children have ended, or time is up.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return false if one of them still runs
     * @throws ChildFailedException if all have ended, and one of them not with exit code 0
     * @throws InterruptedException if the thread is interrupted; the children go on
     */
    public boolean join(Duration timeout) throws InterruptedException {
        // Less than nothing would wrap around.
        long timeoutNs = Math.max(0, TimeUnit.NANOSECONDS.convert(timeout));
        long startNs = System.nanoTime();
        for (JvmProcess child : children) {
            if (!child.awaitEnd(timeoutNs - (System.nanoTime() - startNs))) {
                return false;
            }
        }
        awaitEnds();
        requireSuccess();
        return true;
    }

    /** True while one of the children runs. */
    public boolean isAlive() {
        return children.stream().anyMatch(JvmProcess::isAlive);
    }

    /** Kills the children that still run; see {@link JvmProcess#kill}. Does not wait. */
    public void kill() {
        for (JvmProcess child : children) {
            if (child.isAlive()) {
                killed.add(child);
                child.kill();
            }
        }
    }

    /** Kills the children that still run, and waits for their end, whatever interrupts. Failures are {@link #join}'s to throw. */
    @Override
    public void close() {
        kill();
        awaitEnds();
    }

    @Override
    public String toString() {
        return "JvmProcessGroup" + children;
    }

    private void awaitEnds() {
        // A result that could not be read is the child's failure, which join() throws; the end has come all the same.
        ends.forEach(end -> end.exceptionally(thrown -> null).join());
    }

    private void ended(JvmProcess child) {
        if (child.hasFailed() && !killedByGroup(child)) {
            failed.add(child);
            if (killAllOnFailure) {
                kill();
            }
        }
    }

    /** One that had ended by itself when it was to be killed has another exit code. */
    private boolean killedByGroup(JvmProcess child) {
        return killed.contains(child) && ExitCode.isSignal(child.exitCode());
    }

    private void requireSuccess() {
        ChildFailedException first = null;
        for (JvmProcess child : failed) {
            ChildFailedException failure = child.failure().orElseThrow();
            if (first == null) {
                first = failure;
            } else {
                first.addSuppressed(failure);
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
