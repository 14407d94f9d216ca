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
 * How children are started; from {@link JvmProcess#builder()}. May start any number of them. Not safe for several threads.
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

    /** What the ends of parent and child have to do with one another. */
    private enum Tie {
        DAEMON,
        AWAITED,
        NONE
    }

    JvmProcessBuilder() {}

    /** Adds options for the child's JVM, such as {@code -Xmx64m}; options that take a value as one word, with {@code =}. */
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
     * Adds those of this JVM's own options that the condition holds for, as the JVM reports them: one word each. Class path
     * and module path are excepted, and so are the options of a debugger or JMX server, whose port is in use by this JVM.
     * System properties that the program has set itself are not among them.
     *
     * @throws IllegalStateException if this JVM was started without module {@code java.management}
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

    /** Sets an environment variable of the child; it has this process's otherwise. */
    public JvmProcessBuilder environment(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "environment=" + name
                            + ": a name must have at least one character and no '=', and neither it nor its value a zero character");
        }
        environment.put(name, value);
        return this;
    }

    /** The child's working directory; this process's where not said. */
    public JvmProcessBuilder directory(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("directory=" + directory + ": not a directory; create it first");
        }
        this.directory = directory;
        return this;
    }

    /**
     * The child's class path in place of this JVM's: Interlock must be on it, JNA, and what the task needs. Without this
     * method the child gets this JVM's class path, or module path, and the files of its {@link java.net.URLClassLoader}s.
     *
     * <p>Needed where an application's classes are elsewhere: in the jars inside of an executable jar, unpacked for the child
     * as by {@code java -Djarmode=tools -jar app.jar extract}. Classes that exist in memory only, such as those of JShell and of
     * {@code java File.java}, cannot be loaded by a child at all.
     */
    public JvmProcessBuilder classPath(String classPath) {
        this.classPath = classPath;
        return this;
    }

    /**
     * The Java runtime that the child runs on, by its home directory; this JVM's where not said. It must be able to load the
     * task's classes and Interlock, so its version is 17 or later.
     *
     * @throws IllegalArgumentException if there is no {@code bin/java} in it
     */
    public JvmProcessBuilder javaHome(Path javaHome) {
        if (!Files.isExecutable(javaHome.resolve("bin").resolve("java"))) {
            throw new IllegalArgumentException("javaHome=" + javaHome + ": has no executable bin/java");
        }
        this.javaHome = javaHome.toAbsolutePath();
        return this;
    }

    /** Standard output and error of the child, together, to this file, in place of what it has. */
    public JvmProcessBuilder output(Path file) {
        this.output = Redirect.to(file.toFile());
        this.errorOutput = null;
        return this;
    }

    /**
     * Standard output and error of the child, each to its own; this process's where not said. Under Maven Surefire, whose
     * protocol with this JVM occupies standard output, an inherited standard output is this process's standard error.
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
     * True, the default, for a child that ends with this process. False for one that this JVM waits for before it ends by
     * itself, as it waits for a thread that is no daemon; {@link System#exit} and kills do not wait, and end the child too.
     */
    public JvmProcessBuilder daemon(boolean daemon) {
        this.tie = daemon ? Tie.DAEMON : Tie.AWAITED;
        return this;
    }

    /**
     * For a child that goes on when this process ends or is killed. It is not the end of every tie: a signal from the
     * terminal, such as Ctrl-C, reaches both. In place of {@link #daemon}.
     */
    public JvmProcessBuilder outlivesParent() {
        this.tie = Tie.NONE;
        return this;
    }

    /**
     * Starts a JVM that runs the task, and ends when that returns.
     *
     * @throws IllegalArgumentException if the task captures what is not serializable
     * @throws IllegalStateException if the process cannot be started, or would not find a class that it needs; the message
     *     names the class and the way out
     */
    public JvmProcess start(SerializableRunnable task) {
        return start(Payload.ofTask(task, task.getClass()));
    }

    /**
     * Starts a JVM that runs the class's {@code main}, and ends as with the {@code java} command.
     *
     * @throws IllegalArgumentException if the class has no {@code main}
     * @throws IllegalStateException if the process cannot be started, or would not find a class that it needs; the message
     *     names the class and the way out
     */
    public JvmProcess start(Class<?> mainClass, String... arguments) {
        return start(Payload.ofMain(mainClass, arguments));
    }

    /**
     * Starts that many JVMs, each with its number from 0 on.
     *
     * @throws IllegalStateException if one of them cannot be started; those before it are killed then
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
        ChildChannel mailbox = ChildChannel.create(payload, tie != Tie.NONE);
        try {
            ProcessBuilder builder = prepared(command.words(mailbox.path(), mailbox.argumentFile()));
            JvmProcess child =
                    new JvmProcess(builder.start(), mailbox, payload, new StartupDiagnosis(command, builder));
            if (tie == Tie.AWAITED) {
                child.keepThisJvm();
            }
            return child;
        } catch (IOException | RuntimeException e) {
            mailbox.close();
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
