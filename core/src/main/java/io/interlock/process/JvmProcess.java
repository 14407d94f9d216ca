package io.interlock.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM, started from this one with its class path, running a lambda or a main class.
 *
 * <p><b>Threads:</b> safe for any threads.
 *
 * <p><b>Memory:</b> what happened before {@code start} is visible to the child; what the child did is visible after
 * {@code join}.
 *
 * <p><b>Output:</b> standard output and error are the parent's.
 *
 * <p><b>Death:</b> the child ends within a second when its parent ends, also when the parent is killed. What it held in a
 * region is handled as any death.
 *
 * <p><b>Errors:</b> {@link #join} throws {@link ChildFailedException} for any exit code but 0, with the stack trace of the
 * exception that the child threw.
 */
public final class JvmProcess {

    private final Process process;
    private final Mailbox mailbox;
    private final String what;

    private JvmProcess(Process process, Mailbox mailbox, String what) {
        this.process = process;
        this.mailbox = mailbox;
        this.what = what;
    }

    /** Starts a JVM that runs the task, with the same class path and these JVM options. */
    public static JvmProcess start(SerializableRunnable task, String... jvmOptions) {
        return start(Payload.ofTask(task), task.getClass().getName(), List.of(jvmOptions));
    }

    /** Starts a JVM that runs the class's {@code main} with these arguments, with the same class path. */
    public static JvmProcess start(Class<?> mainClass, String... arguments) {
        return start(Payload.ofMain(mainClass, arguments), mainClass.getName(), List.of());
    }

    /** Starts a JVM with these options that runs the class's {@code main} with these arguments. */
    public static JvmProcess start(Class<?> mainClass, List<String> jvmOptions, List<String> arguments) {
        return start(Payload.ofMain(mainClass, arguments.toArray(String[]::new)), mainClass.getName(), jvmOptions);
    }

    private static JvmProcess start(Payload payload, String what, List<String> jvmOptions) {
        Mailbox mailbox = Mailbox.create(payload);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        inherited("interlock.native").ifPresent(command::add);
        inherited("interlock.futexWaitv").ifPresent(command::add);
        inherited("interlock.membarrier").ifPresent(command::add);
        inherited("interlock.directory").ifPresent(command::add);
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ChildMain.class.getName());
        command.add(mailbox.path().toString());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(Redirect.INHERIT)
                    .redirectError(Redirect.INHERIT)
                    .start();
            var unused = process.onExit().thenRun(mailbox::removeFile);
            return new JvmProcess(process, mailbox, what);
        } catch (IOException e) {
            mailbox.close();
            throw new IllegalStateException("cannot start " + what + ": " + e.getMessage(), e);
        }
    }

    /** The ways of Interlock itself are the child's too. */
    private static Optional<String> inherited(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(value -> "-D" + property + "=" + value);
    }

    /**
     * Waits until the child has ended.
     *
     * @throws ChildFailedException if it did not end with exit code 0
     */
    public void join() throws InterruptedException {
        requireSuccess(process.waitFor());
    }

    /**
     * Waits until the child has ended, or time is up.
     *
     * @return false if it still runs
     * @throws ChildFailedException if it ended with another exit code than 0
     */
    public boolean join(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        requireSuccess(process.exitValue());
        return true;
    }

    /**
     * The child's exit code; 128 + signal number where a signal ended it.
     *
     * @throws IllegalStateException while it runs
     */
    public int exitCode() {
        if (process.isAlive()) {
            throw new IllegalStateException("process=" + pid() + " task=" + what + ": still running; join it first");
        }
        return process.exitValue();
    }

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

    @Override
    public String toString() {
        return "JvmProcess[" + what + " pid=" + pid() + (isAlive() ? "]" : " exit=" + exitCode() + "]");
    }

    private void requireSuccess(int exitCode) {
        Optional<String> failure = mailbox.failure();
        mailbox.close();
        if (exitCode != 0) {
            throw new ChildFailedException(
                    "process=" + pid() + " task=" + what + " exit=" + exitCode
                            + failure.map(trace -> ", in the child:\n" + trace).orElse(""),
                    exitCode);
        }
    }

    static boolean deleteQuietly(Path path) {
        try {
            return Files.deleteIfExists(path);
        } catch (IOException e) {
            return false;
        }
    }
}
