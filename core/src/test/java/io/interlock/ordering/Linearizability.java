package io.interlock.ordering;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.interlock.testing.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * Lincheck runs random operations of three threads at once, and finds for the results of each run an order in which a plain
 * object gives the same.
 *
 * <p>Stress mode only: the model checker of Lincheck 3.7 fails on the first access to mapped memory, {@code Unsupported
 * VarHandle type: VarHandleByteArrayAsLongs$ByteBufferHandle}.
 */
final class Linearizability {

    private static final int ITERATIONS = 20;
    private static final int INVOCATIONS = 400;
    private static final int THREADS = 3;
    private static final int OPERATIONS_PER_THREAD = 3;

    private Linearizability() {}

    /**
     * Checks these classes of operations, each of which has the plain object as a class {@code Plain} of its own. In a JVM of
     * its own: Lincheck rewrites classes of the one that it runs in, and leaves files behind.
     */
    static void check(List<Class<?>> types, Workspace workspace, Path temporary) throws Exception {
        assumeFalse(
                "false".equals(System.getProperty("interlock.native")),
                "nothing waits here, and that is all that differs");
        List<Class<?>> all = new ArrayList<>(types);
        workspace
                .start(
                        () -> {
                            for (Class<?> type : all) {
                                check(type);
                            }
                        },
                        "-Djava.io.tmpdir=" + temporary,
                        "-XX:+EnableDynamicAgentLoading")
                .join();
    }

    private static void check(Class<?> type) throws ClassNotFoundException {
        new StressOptions()
                .iterations(ITERATIONS)
                // Each run has a primitive of its own, and none is ever removed: the region has no room for thousands
                // more.
                .minimizeFailedScenario(false)
                .invocationsPerIteration(INVOCATIONS)
                .threads(THREADS)
                .actorsPerThread(OPERATIONS_PER_THREAD)
                .actorsBefore(0)
                .actorsAfter(0)
                .sequentialSpecification(Class.forName(type.getName() + "$Plain"))
                .check(type);
    }
}
