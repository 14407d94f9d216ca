package io.interlock.internal.process;

import io.interlock.process.SerializableRunnable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** What a child is to run, as the bytes that are sent to it. */
public final class Payload implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String LIBRARY = "io.interlock.";

    private final SerializableRunnable task;
    private final boolean isMain;
    private final transient Class<?> origin;

    private Payload(SerializableRunnable task, boolean isMain, Class<?> origin) {
        this.task = task;
        this.isMain = isMain;
        this.origin = origin;
    }

    /**
     * The payload of a task that runs in a child.
     *
     * @param origin the class of the caller's task, which may be inside the one that runs
     */
    public static Payload ofTask(SerializableRunnable task, Class<?> origin) {
        return new Payload(task, false, origin);
    }

    public static Payload ofMain(Class<?> mainClass, String... arguments) {
        if (findMain(mainClass) == null) {
            throw new IllegalArgumentException(
                    "class=" + mainClass.getName() + ": has no static method main(String[]) to start");
        }
        String className = mainClass.getName();
        String[] copy = arguments.clone();
        return new Payload(() -> runMain(className, copy), true, mainClass);
    }

    private static void runMain(String className, String[] arguments) throws Exception {
        Class<?> mainClass =
                Class.forName(className, true, Thread.currentThread().getContextClassLoader());
        Method main = findMain(mainClass);
        if (main == null) {
            throw new NoSuchMethodException(className + ".main(String[])");
        }
        // As the java command does: the class need not be public.
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private static @Nullable Method findMain(Class<?> mainClass) {
        for (Class<?> type = mainClass; type != null; type = type.getSuperclass()) {
            try {
                Method main = type.getDeclaredMethod("main", String[].class);
                return Modifier.isStatic(main.getModifiers()) ? main : null;
            } catch (NoSuchMethodException e) {
                // It may be inherited.
            }
        }
        return null;
    }

    /** In the parent: the class whose module and class loader the child's must match. */
    public Class<?> origin() {
        return origin;
    }

    /** The task's name for messages; without the address that a lambda's class has in its name. */
    public String what() {
        return origin.getName().replaceFirst("/.*", "");
    }

    /** A main class ends its process as with the java command; a task when it returns. */
    public boolean isMain() {
        return isMain;
    }

    public void run() throws Exception {
        task.run();
    }

    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "task=" + what() + ": cannot be serialized for another process: " + e + "; " + wayOut(e), e);
        }
        return bytes.toByteArray();
    }

    private static String wayOut(IOException e) {
        String message = String.valueOf(e.getMessage());
        boolean isPart = e instanceof NotSerializableException
                && (message.startsWith(LIBRARY)
                        || message.contains("SubList")
                        || message.startsWith("java.util.stream."));
        return isPart
                ? "it belongs to this process: capture what it was taken from, such as the pipe, map, list or region, and"
                        + " take it from there in the task"
                : "what a lambda captures must be Serializable";
    }

    /** In the child. */
    public static Payload fromBytes(byte[] bytes) throws IOException, ClassNotFoundException {
        ClassLoader classes = Thread.currentThread().getContextClassLoader();
        try (LoaderInputStream in = new LoaderInputStream(new ByteArrayInputStream(bytes), classes)) {
            return (Payload) in.readObject();
        }
    }
}
