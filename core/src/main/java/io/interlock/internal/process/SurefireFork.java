package io.interlock.internal.process;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;

/**
 * A JVM in which Maven Surefire or Failsafe runs tests. By its standard output it speaks to Maven; what a child writes there
 * would corrupt that.
 */
public final class SurefireFork {

    private static final File STANDARD_ERROR = new File("/proc/self/fd/2");

    private SurefireFork() {}

    /** Where the child's standard output goes. */
    public static Redirect orElse(Redirect wanted) {
        boolean isFork = System.getProperty("surefire.real.class.path") != null
                || System.getProperty("surefire.test.class.path") != null;
        return isFork && wanted.type() == Redirect.Type.INHERIT && STANDARD_ERROR.canWrite()
                ? Redirect.appendTo(STANDARD_ERROR)
                : wanted;
    }
}
