package io.interlock.internal.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes where the task's are. By default a stream would ask the class loader of the nearest caller, which is
 * Interlock's own: not the application's where a container has loaded both.
 */
public final class LoaderInputStream extends ObjectInputStream {

    private final @Nullable ClassLoader classes;

    public LoaderInputStream(InputStream in, @Nullable ClassLoader classes) throws IOException {
        super(in);
        this.classes = classes;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
        try {
            return Class.forName(described.getName(), false, classes);
        } catch (ClassNotFoundException e) {
            // Also primitive types, which have no loader.
            return super.resolveClass(described);
        }
    }
}
