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
 * Another JVM, started from this one with its class path or module path, running a lambda or a main class.
 *
 * <p><b>Owner:</b> none; any thread may join and kill it.
 *
 * <p><b>Threads:</b> safe for any threads.
 *
 * <p><b>Memory:</b> what happened before {@code start} is visible to the child; what the child did is visible after
 * {@code join}.
 *
 * <p><b>Task:</b> a lambda is copied, with what it captures. A {@link io.interlock.Region} and what it hands out may be
 * captured too: they arrive attached to the same region. The child ends when the task returns, whatever threads it has
 * left; a main class ends its JVM as with the {@code java} command.
 *
 * <p><b>Input and output:</b> {@code System.in} is empty; standard output and error are the parent's, unless the builder says
 * otherwise.
 *
 * <p><b>Death:</b> the child ends within a second when its parent ends, also when the parent is killed, and even when the
 * child is stopped or collects garbage (the latter on Linux), unless {@link JvmProcessBuilder#outlivesParent} was said.
 * Nothing of the child's own runs then. What it held in a region is handled as any death.
 *
 * <p><b>Errors:</b> {@link #join} throws {@link ChildFailedException} for any exit code but 0: with the exception that the
 * child threw, the signal that killed it, or what its JVM said where that did not even start. The child also prints the
 * exception's stack trace on its standard error, for children that nobody joins.
 *
 * <p><b>Size:</b> a process, and until it has ended a file descriptor or two here; no thread, unless {@code daemon(false)}.
 */
public final class JvmProcess {

    private final Process process;
    private final ChildChannel mailbox;
    private final String task;
    private final @Nullable ClassLoader classes;
    private final StartupDiagnosis rehearsal;

    /** What the child has left; guarded by this. */
    private ChildChannel.@Nullable Result result;

    private boolean ended;

    private @Nullable String rehearsed;

    private final CompletableFuture<JvmProcess> onEnd;

    JvmProcess(Process process, ChildChannel mailbox, Payload payload, StartupDiagnosis rehearsal) {
        this.process = process;
        this.mailbox = mailbox;
        this.task = payload.what();
        this.classes = payload.origin().getClassLoader();
        this.rehearsal = rehearsal;
        // It also keeps this object, and with it the pipe whose end would end the child, from the garbage collector.
        this.onEnd = process.onExit().thenApply(p -> {
            takeResult();
            return this;
        });
    }

    /** For a child with other than the default ways. */
    public static JvmProcessBuilder builder() {
        return new JvmProcessBuilder();
    }

    /** Starts a JVM that runs the task, with these JVM options; see {@link JvmProcessBuilder#start(SerializableRunnable)}. */
    public static JvmProcess start(SerializableRunnable task, String... jvmOptions) {
        return builder().jvmOptions(jvmOptions).start(task);
    }

    /** Starts a JVM that runs the class's {@code main}; see {@link JvmProcessBuilder#start(Class, String...)}. */
    public static JvmProcess start(Class<?> mainClass, String... arguments) {
        return builder().start(mainClass, arguments);
    }

    /** Starts a JVM with these options that runs the class's {@code main} with these arguments. */
    public static JvmProcess start(Class<?> mainClass, List<String> jvmOptions, List<String> arguments) {
        return builder()
                .jvmOptions(jvmOptions.toArray(String[]::new))
                .start(mainClass, arguments.toArray(String[]::new));
    }

    /**
     * Waits until the child has ended.
     *
     * @throws ChildFailedException if it did not end with exit code 0; each call throws one of its own
     * @throws InterruptedException if the thread is interrupted; the child goes on
     */
    public void join() throws InterruptedException {
        process.waitFor();
        requireSuccess();
    }

    /**
     * Waits until the child has ended, or time is up.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return false if it still runs
     * @throws ChildFailedException if it ended with another exit code than 0
     * @throws InterruptedException if the thread is interrupted; the child goes on
     */
    public boolean join(Duration timeout) throws InterruptedException {
        if (!awaitEnd(TimeUnit.NANOSECONDS.convert(timeout))) {
            return false;
        }
        requireSuccess();
        return true;
    }

    /**
     * The child's exit code; 128 + signal number where a signal ended it.
     *
     * @throws IllegalStateException while it runs
     */
    public int exitCode() {
        if (process.isAlive()) {
            throw new IllegalStateException(where() + ": still running; join it first");
        }
        return process.exitValue();
    }

    /** True while the child runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The process id, in this process's namespace. */
    public long pid() {
        return process.pid();
    }

    /** Ends the child at once, as {@code kill -9} does: nothing of its own runs any more. Does not wait. */
    public void kill() {
        // Process.destroyForcibly does nothing more than this, but closes streams that others may be reading.
        process.toHandle().destroyForcibly();
    }

    /** Asks the child to end, as {@code kill} does (SIGTERM): its shutdown hooks run. Does not wait. */
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

    /** Keeps this JVM from ending by itself while the child runs. */
    void keepThisJvm() {
        Thread waiter = new Thread(() -> onEnd.join(), "interlock-child-" + pid());
        waiter.setDaemon(false);
        waiter.start();
    }

    /** Once, by whoever sees the end first. */
    private synchronized ChildChannel.@Nullable Result takeResult() {
        if (!ended) {
            ended = true;
            result = mailbox.takeResult();
        }
        return result;
    }

    private void requireSuccess() {
        failure().ifPresent(failure -> {
            throw failure;
        });
    }

    /** True if it has ended, and not done what it should. */
    boolean hasFailed() {
        ChildChannel.Result left = takeResult();
        return process.exitValue() != 0 || (left != null && !left.started());
    }

    /** Why it has not done what it should, once it has ended; empty where it has. */
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
            message += ": its JVM ended before it ran the task; " + rehearsed();
        }
        return Optional.of(new ChildFailedException(message, exitCode, "", null));
    }

    /** Once: it starts a process. */
    private synchronized String rehearsed() {
        if (rehearsed == null) {
            rehearsed = rehearsal.output();
        }
        return rehearsed;
    }

    private String where() {
        return "process=" + pid() + " task=" + task;
    }
}
