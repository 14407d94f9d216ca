package io.interlock.internal.codec;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Refuses to write what {@link CheckedInput} would refuse to read, by the name of its class. */
final class CheckedOutput extends ObjectOutputStream {

    private final Predicate<Class<?>> allowed;
    private boolean isFailing;
    private @Nullable InvalidClassException refusal;

    CheckedOutput(OutputStream out, Predicate<Class<?>> allowed) throws IOException {
        super(out);
        this.allowed = allowed;
    }

    /** Called for each class that the stream describes, those of superclasses and arrays too. */
    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        check(type);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        check(type);
    }

    /** The object, or the first reason why it cannot be written. */
    void writeChecked(Object value) throws IOException {
        try {
            writeObject(value);
        } catch (IOException e) {
            throw refusal == null ? e : refusal;
        }
    }

    private void check(Class<?> type) throws InvalidClassException {
        // A stream that fails writes the exception too, whose classes would hide the reason.
        isFailing |= IOException.class.isAssignableFrom(type);
        if (!isFailing && !allowed.test(type)) {
            isFailing = true;
            refusal = CheckedInput.notAllowed(type);
            throw refusal;
        }
    }
}
