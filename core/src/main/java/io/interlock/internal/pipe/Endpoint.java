package io.interlock.internal.pipe;

import org.jspecify.annotations.Nullable;

/**
 * The sending or the receiving half of one end of a pipe, in this process, however many openings lead to it: one thread's, until
 * that ends or gives it up. So a message costs no atomic operation, which would wait for all earlier stores.
 */
public abstract class Endpoint {

    /** What it is, for messages. */
    private final String where;

    public final Channel channel;

    /** Not synchronised to read: a thread asks only whether it is itself, and only itself writes itself there. */
    private @Nullable Thread user;

    public Endpoint(String where, Channel channel) {
        this.where = where;
        this.channel = channel;
    }

    /** Forgets what the last user knew of the ring, which others may have used since. */
    public abstract void begin();

    /** By a thread that is about to use it. */
    public void enter() {
        if (user != Thread.currentThread()) {
            take();
        }
    }

    private synchronized void take() {
        Thread before = user;
        if (before != null && before.isAlive()) {
            throw new IllegalStateException(where + ": in use by " + before + ", not by " + Thread.currentThread()
                    + "; one thread may send and one may receive; let it call handOver() first");
        }
        begin();
        user = Thread.currentThread();
    }

    /** Nothing for a thread that is not its user. */
    public synchronized void leave() {
        if (user == Thread.currentThread()) {
            user = null;
        }
    }

    /** When the end is closed, or taken. */
    public synchronized void clear() {
        user = null;
    }
}
