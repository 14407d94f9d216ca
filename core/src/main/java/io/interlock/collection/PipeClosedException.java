package io.interlock.collection;

/**
 * This end of the pipe was closed, or the other end can no longer receive.
 *
 * <pre>{@code
 * PipeEnd end = region.pipe("pipe", 1 << 16).first();
 * end.close();
 * try {
 *     end.trySend(new byte[] {1});
 * } catch (PipeClosedException e) {
 *     System.err.println(e.getMessage());
 * }
 * }</pre>
 */
public final class PipeClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** @param message names the pipe */
    PipeClosedException(String message) {
        super(message);
    }
}
