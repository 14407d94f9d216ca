package io.interlock.process;

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
 * A number of child JVMs that are joined and killed together.
 *
 * <pre>{@code
 * ShmQueue<String> jobs = region.queue("jobs", Codecs.string(), 1 << 16);
 * jobs.put("one");
 * jobs.close();
 * try (JvmProcessGroup workers = JvmProcessGroup.start(4, number -> System.out.println(number + " " + jobs.poll()))) {
 *     workers.killAllOnFailure().join();
 * }
 * }</pre>
 *
 * <p><b>Owner:</b> none. Any thread may join and kill the group.
 *
 * <p><b>Threads:</b> safe for use by many threads.
 *
 * <p><b>Memory:</b> everything in the tasks happens-before the return of {@code join}.
 *
 * <p><b>Death:</b> as for {@link JvmProcess}. If a child dies, the others continue, unless {@link #killAllOnFailure}
 * was called.
 *
 * <p><b>Errors:</b> when all children have ended, {@link #join} throws the failure of the child that failed first; the
 * failures of the others are suppressed exceptions. Children that the group has killed do not count as failed.
 *
 * <p><b>Size:</b> that of its children; no thread.
 */
public final class JvmProcessGroup implements AutoCloseable {

    private final List<JvmProcess> children;

    /** Complete when the group has recorded the end of each child. */
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();

    /** The children that failed, in the order of their ends. */
    private final Queue<JvmProcess> failed = new ConcurrentLinkedQueue<>();

    private final Set<JvmProcess> killed = ConcurrentHashMap.newKeySet();
    private volatile boolean killAllOnFailure;

    private JvmProcessGroup(Collection<JvmProcess> children) {
        this.children = List.copyOf(children);
    }

    /**
     * Starts several JVMs with the default options; see {@link JvmProcessBuilder#startGroup}.
     *
     * @param count the number of children, at least 1
     * @param task gets the child's number, from 0 to {@code count - 1}
     * @return the running children
     */
    public static JvmProcessGroup start(int count, SerializableIntConsumer task) {
        return JvmProcess.builder().startGroup(count, task);
    }

    /**
     * Groups children that were started one by one.
     *
     * @param children the children
     * @return the group
     */
    public static JvmProcessGroup of(Collection<JvmProcess> children) {
        JvmProcessGroup group = new JvmProcessGroup(children);
        for (JvmProcess child : group.children) {
            group.ends.add(child.onEnd().thenAccept(group::ended));
        }
        return group;
    }

    /**
     * Groups children that were started one by one.
     *
     * @param children the children
     * @return the group
     */
    public static JvmProcessGroup of(JvmProcess... children) {
        return of(List.of(children));
    }

    /**
     * Makes the first failure of a child kill the other ones. A failure that has already happened kills them at once.
     * Without this call the others continue.
     *
     * @return this group
     */
    public JvmProcessGroup killAllOnFailure() {
        killAllOnFailure = true;
        if (!failed.isEmpty()) {
            kill();
        }
        return this;
    }

    /**
     * Returns the children, in the order of their numbers.
     *
     * @return an unmodifiable list
     */
    public List<JvmProcess> children() {
        return children;
    }

    /**
     * Waits until all children have ended.
     *
     * @throws ChildFailedException if one of them ended with an exit code other than 0
     * @throws InterruptedException if the thread is interrupted; the children continue
     */
    public void join() throws InterruptedException {
        var unused = join(Duration.ofNanos(Long.MAX_VALUE));
    }

    /**
     * Waits until all children have ended, for at most the given time.
     *
     * @param timeout the maximum time to wait; zero or less does not wait
     * @return false if a child is still running
     * @throws ChildFailedException if all have ended, and one of them with an exit code other than 0
     * @throws InterruptedException if the thread is interrupted; the children continue
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

    /**
     * Tells whether a child is running.
     *
     * @return false once all have ended
     */
    public boolean isAlive() {
        return children.stream().anyMatch(JvmProcess::isAlive);
    }

    /** Kills the children that are running; see {@link JvmProcess#kill}. Does not wait for their ends. */
    public void kill() {
        for (JvmProcess child : children) {
            if (child.isAlive()) {
                killed.add(child);
                child.kill();
            }
        }
    }

    /**
     * Kills the children that are running and waits for their ends, ignoring interrupts. Failures are reported by
     * {@link #join} only.
     */
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
