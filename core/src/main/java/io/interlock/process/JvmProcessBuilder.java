package io.interlock.process;

import io.interlock.internal.process.ChildChannel;
import io.interlock.internal.process.CommandLine;
import io.interlock.internal.process.Payload;
import io.interlock.internal.process.StartupDiagnosis;
import io.interlock.internal.process.SurefireFork;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Options for starting children. A builder may start any number of them. Not safe for use by several threads.
 *
 * <pre>{@code
 * JvmProcess child = JvmProcess.builder()
 *         .jvmOptions("-Xmx64m")
 *         .environment("MODE", "batch")
 *         .output(Path.of("child.log"))
 *         .start(() -> System.out.println(System.getenv("MODE")));
 * child.join();
 * }</pre>
 */
public final class JvmProcessBuilder {

    /** Paths, which the child gets anyway, and ports of this JVM, which the child could not open. */
    private static final List<String> NEVER_INHERITED = List.of(
            "-Djava.class.path=",
            "-Djdk.module.",
            "-Dsun.java.",
            "--module-path=",
            "-agentlib:jdwp=",
            "-Xrunjdwp:",
            "-Dcom.sun.management.jmxremote.port=",
            "-Dcom.sun.management.jmxremote.rmi.port=");

    private final List<String> jvmOptions = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable Path directory;
    private @Nullable String classPath;
    private @Nullable Path javaHome;
    private Redirect output = Redirect.INHERIT;
    private @Nullable Redirect errorOutput = Redirect.INHERIT;
    private Tie tie = Tie.DAEMON;

    /** The relation between the ends of parent and child. */
    private enum Tie {
        DAEMON,
        AWAITED,
        NONE
    }

    JvmProcessBuilder() {}

    /**
     * Adds options for the child's JVM, such as {@code -Xmx64m}.
     *
     * @param options one word each; an option with a value is written as {@code --name=value}
     * @return this builder
     * @throws IllegalArgumentException if a word does not begin with {@code -} or {@code @}
     */
    public JvmProcessBuilder jvmOptions(String... options) {
        for (String option : options) {
            // Anything else would be taken for the main class, with the rest as its arguments.
            if (!option.startsWith("-") && !option.startsWith("@")) {
                throw new IllegalArgumentException("jvmOption=" + option
                        + ": does not start with a hyphen; write an option and its value as one word, --name=value");
            }
            jvmOptions.add(option);
        }
        return this;
    }

    /**
     * Adds options of this JVM's own command line. Class path and module path are not included, and neither are the
     * options of a debugger or a JMX server, whose port this JVM occupies. System properties that the program has set
     * are not included.
     *
     * @param condition selects the options, each as the one word that the JVM reports
     * @return this builder
     * @throws IllegalStateException if this JVM has no module {@code java.management}
     */
    public JvmProcessBuilder inheritJvmOptions(Predicate<? super String> condition) {
        List<String> own;
        try {
            // Not ProcessHandle.info().arguments(): it is empty from 4,096 bytes on, and does not tell options from
            // arguments.
            own = ManagementFactory.getRuntimeMXBean().getInputArguments();
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "cannot tell this JVM's options without module java.management; add it with --add-modules", e);
        }
        own.stream()
                .filter(option -> NEVER_INHERITED.stream().noneMatch(option::startsWith))
                .filter(condition)
                .forEach(jvmOptions::add);
        return this;
    }

    /**
     * Sets an environment variable of the child, in addition to those of this process.
     *
     * @param name the name
     * @param value the value
     * @return this builder
     * @throws IllegalArgumentException if the name is empty or contains {@code =}, or either contains a zero character
     */
    public JvmProcessBuilder environment(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "environment=" + name
                            + ": a name must have at least one character and no '=', and neither it nor its value a zero character");
        }
        environment.put(name, value);
        return this;
    }

    /**
     * Sets the child's working directory, which is this process's by default.
     *
     * @param directory an existing directory
     * @return this builder
     * @throws IllegalArgumentException if it is not a directory
     */
    public JvmProcessBuilder directory(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("directory=" + directory + ": not a directory; create it first");
        }
        this.directory = directory;
        return this;
    }

    /**
     * Sets the child's class path. It must contain Interlock, JNA and the classes of the task. By default the child
     * gets this JVM's class path or module path, and the files of its {@link java.net.URLClassLoader}s.
     *
     * <p>This is necessary if the application's classes are in jars inside an executable jar: unpack them for the
     * child, as {@code java -Djarmode=tools -jar app.jar extract} does. Classes that exist only in memory, such as
     * those of JShell and of {@code java File.java}, cannot be loaded by a child.
     *
     * @param classPath files and directories, separated as for the {@code java} command
     * @return this builder
     */
    public JvmProcessBuilder classPath(String classPath) {
        this.classPath = classPath;
        return this;
    }

    /**
     * Sets the Java runtime of the child, which is this JVM's by default. Its version must be 17 or later, and it must
     * be able to load the classes of the task.
     *
     * @param javaHome a directory that contains {@code bin/java}
     * @return this builder
     * @throws IllegalArgumentException if there is no executable {@code bin/java}
     */
    public JvmProcessBuilder javaHome(Path javaHome) {
        if (!Files.isExecutable(javaHome.resolve("bin").resolve("java"))) {
            throw new IllegalArgumentException("javaHome=" + javaHome + ": has no executable bin/java");
        }
        this.javaHome = javaHome.toAbsolutePath();
        return this;
    }

    /**
     * Redirects the child's standard output and standard error, together, to a file.
     *
     * @param file is created or overwritten
     * @return this builder
     */
    public JvmProcessBuilder output(Path file) {
        this.output = Redirect.to(file.toFile());
        this.errorOutput = null;
        return this;
    }

    /**
     * Redirects the child's standard output and standard error, which are this process's by default. Under Maven
     * Surefire, whose protocol occupies standard output, an inherited standard output is this process's standard error.
     *
     * @param output where standard output goes
     * @param errorOutput where standard error goes
     * @return this builder
     * @throws IllegalArgumentException for a pipe, which nobody would read
     */
    public JvmProcessBuilder output(Redirect output, Redirect errorOutput) {
        this.output = requireOutput(output);
        this.errorOutput = requireOutput(errorOutput);
        return this;
    }

    private static Redirect requireOutput(Redirect redirect) {
        if (redirect.type() == Redirect.Type.PIPE || redirect.type() == Redirect.Type.READ) {
            throw new IllegalArgumentException("output=" + redirect.type()
                    + ": nobody would read it, and the child would block; give a file, or INHERIT or DISCARD");
        }
        return redirect;
    }

    /**
     * Sets whether this JVM may end before the child. The child ends with this process in either case.
     *
     * @param daemon true, the default, if this JVM may end at any time. With false it waits for the child before it
     *     ends normally, as for a non-daemon thread; {@link System#exit} and kills do not wait
     * @return this builder
     */
    public JvmProcessBuilder daemon(boolean daemon) {
        this.tie = daemon ? Tie.DAEMON : Tie.AWAITED;
        return this;
    }

    /**
     * Lets the child continue when this process ends or is killed. It replaces {@link #daemon}. A signal from the
     * terminal, such as Ctrl-C, still reaches both processes.
     *
     * @return this builder
     */
    public JvmProcessBuilder outlivesParent() {
        this.tie = Tie.NONE;
        return this;
    }

    /**
     * Starts a JVM that runs a task and ends when the task returns.
     *
     * @param task runs in the child
     * @return the running child
     * @throws IllegalArgumentException if the task captures a value that is not serializable
     * @throws IllegalStateException if the process cannot be started, or would not find a class that it needs; the
     *     message names the class and the way out
     */
    public JvmProcess start(SerializableRunnable task) {
        return start(Payload.ofTask(task, task.getClass()));
    }

    /**
     * Starts a JVM that runs a main class and ends as with the {@code java} command.
     *
     * @param mainClass a class with a {@code main} method
     * @param arguments the arguments of {@code main}
     * @return the running child
     * @throws IllegalArgumentException if the class has no {@code main}
     * @throws IllegalStateException if the process cannot be started, or would not find a class that it needs; the
     *     message names the class and the way out
     */
    public JvmProcess start(Class<?> mainClass, String... arguments) {
        return start(Payload.ofMain(mainClass, arguments));
    }

    /**
     * Starts several JVMs that run the same task.
     *
     * @param count the number of children, at least 1
     * @param task gets the child's number, from 0 to {@code count - 1}
     * @return the running children
     * @throws IllegalArgumentException if the count is less than 1, or the task captures a value that is not
     *     serializable
     * @throws IllegalStateException if one of them cannot be started; those already running are killed
     */
    public JvmProcessGroup startGroup(int count, SerializableIntConsumer task) {
        if (count < 1) {
            throw new IllegalArgumentException("count=" + count + ": must be at least 1");
        }
        List<JvmProcess> children = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                int number = i;
                children.add(start(Payload.ofTask(() -> task.accept(number), task.getClass())));
            }
        } catch (RuntimeException | Error e) {
            JvmProcessGroup.of(children).close();
            throw e;
        }
        return JvmProcessGroup.of(children);
    }

    private JvmProcess start(Payload payload) {
        CommandLine command = new CommandLine(
                Collections.unmodifiableList(new ArrayList<>(jvmOptions)), classPath, javaHome, payload.origin());
        ChildChannel channel = ChildChannel.create(payload, tie != Tie.NONE);
        try {
            ProcessBuilder builder = prepared(command.words(channel.path(), channel.argumentFile()));
            JvmProcess child =
                    new JvmProcess(builder.start(), channel, payload, new StartupDiagnosis(command, builder));
            if (tie == Tie.AWAITED) {
                child.keepThisJvm();
            }
            return child;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IllegalStateException("task=" + payload.what() + ": cannot start its JVM: " + e.getMessage(), e);
        }
    }

    private ProcessBuilder prepared(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.redirectInput(tie == Tie.NONE ? Redirect.from(new File("/dev/null")) : Redirect.PIPE);
        builder.redirectOutput(SurefireFork.orElse(output));
        if (errorOutput == null) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(errorOutput);
        }
        return builder;
    }
}
