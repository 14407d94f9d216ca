package io.interlock.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** What a child is to run, as bytes that travel to it. */
final class Payload implements Serializable {

    private static final long serialVersionUID = 1L;

    private final SerializableRunnable task;
    private final long parentPid = ProcessHandle.current().pid();

    private Payload(SerializableRunnable task) {
        this.task = task;
    }

    static Payload ofTask(SerializableRunnable task) {
        return new Payload(task);
    }

    static Payload ofMain(Class<?> mainClass, String... arguments) {
        String className = mainClass.getName();
        return new Payload(() -> runMain(className, arguments));
    }

    private static void runMain(String className, String[] arguments) throws Exception {
        try {
            Method main = Class.forName(className).getDeclaredMethod("main", String[].class);
            // As the java command does: the class need not be public.
            main.setAccessible(true);
            main.invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception) {
                throw (Exception) e.getCause();
            }
            throw e;
        }
    }

    long parentPid() {
        return parentPid;
    }

    void run() throws Exception {
        task.run();
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "task=" + task.getClass().getName() + ": cannot travel to another process: " + e
                            + "; what a lambda captures must be Serializable",
                    e);
        }
        return bytes.toByteArray();
    }

    static Payload fromBytes(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (Payload) in.readObject();
        }
    }
}
