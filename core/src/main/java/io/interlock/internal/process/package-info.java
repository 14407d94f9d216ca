/**
 * Child processes that run a task of their parent.
 *
 * <p>{@link io.interlock.process.JvmProcess} is the public face. {@link CommandLine} and {@link ChildClassPath} make the
 * command, {@link Payload} the bytes of the task, {@link ChildChannel} carries them to the child and its {@link Failure}
 * back, and {@link ChildMain} is the child's main class. {@link ParentWatch} ends a child whose parent has died,
 * {@link StartupDiagnosis} finds out why a JVM does not start, and {@link SurefireFork} keeps a child's output out of
 * Maven's protocol.
 *
 * <h2>How a child starts</h2>
 *
 * <ol>
 *   <li>The parent serializes the task and writes it into a temporary file, the channel.
 *   <li>It starts this JVM's {@code java} with its own class path, or module path, and the caller's options.
 *   <li>The child opens the channel, removes its name, sets STARTED, and runs the task.
 *   <li>If the task throws, the child writes headline, stack trace and, if possible, the exception itself into the channel.
 *       The parent's {@code join} throws them.
 * </ol>
 *
 * <h2>Deaths</h2>
 *
 * <p>The name of the channel exists only until the child has opened it, so no later death leaves a file. A child that
 * should end with its parent is told so in two ways: its standard input is a pipe that the kernel closes at the parent's
 * death, and where the platform can do that the kernel signals the same hang-up, which also reaches a child that a garbage
 * collection has stopped. A parent learns of a child's death as of any process's, by its exit code ({@link ExitCode}).
 *
 * <h2>Rules</h2>
 *
 * <ul>
 *   <li>A task is serializable. What it captures is serialized with it; primitives and regions are serialized as handles.
 *   <li>Classes are looked up in the class loader of the task ({@link LoaderInputStream}).
 * </ul>
 *
 * <h2>Rejected alternatives</h2>
 *
 * <p>{@code PR_SET_PDEATHSIG}, which watches the thread that forked and not the process; a lock on a file that the parent
 * holds, by which nothing kills (decision 6).
 */
@NullMarked
package io.interlock.internal.process;

import org.jspecify.annotations.NullMarked;
