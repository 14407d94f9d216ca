package io.interlock.internal.access;

/**
 * Runs the steps of cleaning up. A step that fails must keep neither the steps after it from running nor the exception that
 * is already under way from reaching the caller, and a caller who leaves can do nothing about the failure.
 */
public final class Quietly {

    private static final System.Logger LOG = System.getLogger("io.interlock");

    private Quietly() {}

    /** A step that may throw anything. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    /**
     * Runs the step and logs what it throws.
     *
     * @param what the step, for the log
     */
    public static void run(String what, Step step) {
        try {
            step.run();
        } catch (Exception | Error e) {
            log(what, e);
        }
    }

    private static void log(String what, Throwable thrown) {
        try {
            LOG.log(System.Logger.Level.DEBUG, what + " failed while cleaning up", thrown);
        } catch (RuntimeException | Error e) {
            // The logger may have been shut down before us; the steps that follow matter more than the log.
        }
    }
}
