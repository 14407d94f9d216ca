package io.interlock.internal.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** What a child threw, on its way to the parent. */
public final class Failure {

    /** An exception can hold anything, also a heap dump in its message. */
    public static final int MAX_TRACE_CHARS = 1 << 20;

    private static final int MAX_HEADLINE_CHARS = 10_000;
    private static final int MAX_EXCEPTION_BYTES = 8 << 20;

    private final String headline;
    private final String trace;
    private final byte[] exception;

    /**
     * @param headline class and message
     * @param trace as {@code printStackTrace} prints it; begins with the headline
     * @param exception serialized; empty where it cannot be
     */
    public Failure(String headline, String trace, byte[] exception) {
        this.headline = headline;
        this.trace = trace;
        this.exception = exception;
    }

    /** Whatever methods of the exception fail, something is told. */
    public static Failure of(Throwable e) {
        return new Failure(cut(headlineOf(e), MAX_HEADLINE_CHARS), cut(traceOf(e), MAX_TRACE_CHARS), serialized(e));
    }

    public String headline() {
        return headline;
    }

    public String trace() {
        return trace;
    }

    public byte[] exception() {
        return exception;
    }

    /** The child's exception; null where it could not be serialized, or this JVM does not have its class. */
    @Nullable
    public Throwable exceptionFor(@Nullable ClassLoader classes) {
        if (exception.length == 0) {
            return null;
        }
        try (LoaderInputStream in = new LoaderInputStream(new ByteArrayInputStream(exception), classes)) {
            return (Throwable) in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            // The text says what it was.
            return null;
        }
    }

    private static String headlineOf(Throwable e) {
        try {
            return e.toString();
        } catch (Throwable broken) {
            return e.getClass().getName();
        }
    }

    private static String traceOf(Throwable e) {
        StringWriter trace = new StringWriter();
        try {
            e.printStackTrace(new PrintWriter(trace, true));
        } catch (Throwable broken) {
            trace.append("\n(its stack trace cannot be printed: ")
                    .append(headlineOf(broken))
                    .append(')');
        }
        String text = trace.toString();
        String headline = headlineOf(e);
        return text.startsWith(headline) ? text : headline + "\n" + text;
    }

    private static byte[] serialized(Throwable e) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(e);
        } catch (Throwable notSerializable) {
            // Also stack overflow, or out of memory: the text remains.
            return new byte[0];
        }
        return bytes.size() > MAX_EXCEPTION_BYTES ? new byte[0] : bytes.toByteArray();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "\n… " + (text.length() - most) + " more";
    }
}
