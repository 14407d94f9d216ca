package io.interlock.process;

import io.interlock.internal.process.ChildChannel;
import io.interlock.internal.process.ExitCode;
import io.interlock.internal.process.Failure;
import io.interlock.internal.process.Payload;
import io.interlock.internal.process.StartupDiagnosis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A child JVM that runs a lambda or a main class. It is started with the class path or module path of this JVM.
 *
 * <pre>{@code
 * JvmProcess child = JvmProcess.start(() -> {
 *     try (Region orders = Region.open("orders")) {
 *         orders.longValue("count").incrementAndGet();
 *     }
 * });
 * child.join(); // throws ChildFailedException unless the exit code is 0
 * }</pre>
 *
 * <p><b>Owner:</b> none. Any thread may join and kill the child.
 *
 * <p><b>Threads:</b> safe for use by many threads.
 *
 * <p><b>Memory:</b> everything before {@code start} happens-before the task; everything in the task happens-before the
 * return of {@code join}. In shared memory both hold for all of its data.
 *
 * <p><b>Task:</b> a lambda is serialized with the values that it captures. It may capture a {@link io.interlock.Region}
 * and its primitives, which are attached to the same region in the child. The child ends when the task returns, even if
 * other threads are still running. A main class ends its JVM as with the {@code java} command.
 *
 * <p><b>Input and output:</b> {@code System.in} is empty. Standard output and standard error are those of the parent,
 * unless the builder says otherwise.
 *
 * <p><b>Death:</b> the child ends within a second after its parent has ended or was killed, and on Linux even if the
 * child is stopped or collects garbage, unless {@link JvmProcessBuilder#outlivesParent} was set. The child runs no
 * shutdown hooks then, and its locks and permits are treated as after any death.
 *
 * <p><b>Errors:</b> {@link #join} throws {@link ChildFailedException} for every exit code but 0, with the task's
 * exception, the signal that killed the child, or the output of a JVM that did not start. The child also prints the
 * exception's stack trace on its standard error, for children that nobody joins.
 *
 * <p><b>Size:</b> one process, and one or two file descriptors in this process until the child has ended. No thread,
 * except with {@code daemon(false)}.
 */
public final class JvmProcess {

    private final Process process;
    private final ChildChannel channel;
    private final String task;
    private final @Nullable ClassLoader classes;
    private final StartupDiagnosis diagnosis;

    /** The child's result; guarded by this. */
    private ChildChannel.@Nullable Result result;

    private boolean ended;

    private @Nullable String diagnosed;

    private final CompletableFuture<JvmProcess> onEnd;

    JvmProcess(Process process, ChildChannel channel, Payload payload, StartupDiagnosis diagnosis) {
        this.process = process;
        this.channel = channel;
        this.task = payload.what();
        this.classes = payload.origin().getClassLoader();
        this.diagnosis = diagnosis;
        // It also keeps this object, and with it the pipe whose end would end the child, from the garbage collector.
        this.onEnd = process.onExit().thenApply(p -> {
            takeResult();
            return this;
        });
    }

    /**
     * Returns a builder for children with other options than the default ones.
     *
     * @return a builder
     */
    public static JvmProcessBuilder builder() {
        return new JvmProcessBuilder();
    }

    /**
     * Starts a JVM that runs a task; see {@link JvmProcessBuilder#start(SerializableRunnable)}.
     *
     * @param task runs in the child
     * @param jvmOptions options of the child's JVM, such as {@code -Xmx64m}
     * @return the running child
     */
    public static JvmProcess start(SerializableRunnable task, String... jvmOptions) {
        return builder().jvmOptions(jvmOptions).start(task);
    }

    /**
     * Starts a JVM that runs a main class; see {@link JvmProcessBuilder#start(Class, String...)}.
     *
     * @param mainClass a class with a {@code main} method
     * @param arguments the arguments of {@code main}
     * @return the running child
     */
    public static JvmProcess start(Class<?> mainClass, String... arguments) {
        return builder().start(mainClass, arguments);
    }

    /**
     * Starts a JVM that runs a main class; see {@link JvmProcessBuilder#start(Class, String...)}.
     *
     * @param mainClass a class with a {@code main} method
     * @param jvmOptions options of the child's JVM, such as {@code -Xmx64m}
     * @param arguments the arguments of {@code main}
     * @return the running child
     */
    public static JvmProcess start(Class<?> mainClass, List<String> jvmOptions, List<String> arguments) {
        return builder()
                .jvmOptions(jvmOptions.toArray(String[]::new))
                .start(mainClass, arguments.toArray(String[]::new));
    }

    /**
     * Waits until the child has ended.
     *
     * @throws ChildFailedException if the exit code is not 0; each call throws a new exception
     * @throws InterruptedException if the thread is interrupted; the child continues
     */
    public void join() throws InterruptedException {
        process.waitFor();
        requireSuccess();
    }

    /**
     * Waits until the child has ended, for at most the given time.
     *
     * @param timeout the maximum time to wait; zero or less does not wait
     * @return false if the child is still running
     * @throws ChildFailedException if the child has ended with an exit code other than 0
     * @throws InterruptedException if the thread is interrupted; the child continues
     */
    public boolean join(Duration timeout) throws InterruptedException {
        if (!awaitEnd(TimeUnit.NANOSECONDS.convert(timeout))) {
            return false;
        }
        requireSuccess();
        return true;
    }

    /**
     * Returns the child's exit code.
     *
     * @return the exit code; 128 plus the signal number if a signal ended the child
     * @throws IllegalStateException if the child is still running
     */
    public int exitCode() {
        if (process.isAlive()) {
            throw new IllegalStateException(where() + ": still running; join it first");
        }
        return process.exitValue();
    }

    /**
     * Tells whether the child is running.
     *
     * @return false once it has ended
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Returns the child's process id in the pid namespace of this process.
     *
     * @return the process id
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Kills the child at once, as {@code kill -9} does, so that none of its own code runs any more. Does not wait for
     * its end.
     */
    public void kill() {
        // Process.destroyForcibly does nothing more than this, but closes streams that others may be reading.
        process.toHandle().destroyForcibly();
    }

    /** Asks the child to end, as {@code kill} does (SIGTERM): its shutdown hooks run. Does not wait for its end. */
    public void terminate() {
        // Process.destroy would also close the pipe, which ends the child before its hooks have run.
        process.toHandle().destroy();
    }

    @Override
    public String toString() {
        return "JvmProcess[" + task + " pid=" + pid()
                + (isAlive() ? "]" : " exit=" + ExitCode.describe(exitCode()) + "]");
    }

    boolean awaitEnd(long timeoutNs) throws InterruptedException {
        return process.waitFor(timeoutNs, TimeUnit.NANOSECONDS);
    }

    /** Completes when the child has ended and its files are gone. */
    CompletableFuture<JvmProcess> onEnd() {
        return onEnd;
    }

    /** Keeps this JVM from ending normally while the child runs. */
    void keepThisJvm() {
        Thread waiter = new Thread(() -> onEnd.join(), "interlock-child-" + pid());
        waiter.setDaemon(false);
        waiter.start();
    }

    /** Reads the child's result, once, in the first caller that sees its end. */
    private synchronized ChildChannel.@Nullable Result takeResult() {
        if (!ended) {
            ended = true;
            result = channel.takeResult();
        }
        return result;
    }

    private void requireSuccess() {
        failure().ifPresent(failure -> {
            throw failure;
        });
    }

    /** True if the child has ended without completing its task. */
    boolean hasFailed() {
        ChildChannel.Result left = takeResult();
        return process.exitValue() != 0 || (left != null && !left.started());
    }

    /** Returns why an ended child has not completed its task; empty if it has. */
    Optional<ChildFailedException> failure() {
        int exitCode = process.exitValue();
        ChildChannel.Result left = takeResult();
        if (!hasFailed()) {
            return Optional.empty();
        }
        String message = where() + " exit=" + ExitCode.describe(exitCode);
        Failure thrown = left == null ? null : left.failure();
        if (thrown != null) {
            Throwable cause = thrown.exceptionFor(classes);
            String said = cause == null ? thrown.trace() : thrown.headline();
            return Optional.of(
                    new ChildFailedException(message + ", in the child: " + said, exitCode, thrown.trace(), cause));
        }
        if (left != null && !left.started() && !ExitCode.isSignal(exitCode)) {
            message += ": its JVM ended before it ran the task; " + diagnosed();
        }
        return Optional.of(new ChildFailedException(message, exitCode, "", null));
    }

    /** Computed once, because it starts a process. */
    private synchronized String diagnosed() {
        if (diagnosed == null) {
            diagnosed = diagnosis.output();
        }
        return diagnosed;
    }

    private String where() {
        return "process=" + pid() + " task=" + task;
    }
}
