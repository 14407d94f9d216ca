package io.interlock.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.Region;
import io.interlock.internal.process.Failure;
import io.interlock.internal.process.LoaderInputStream;
import io.interlock.sync.ShmEvent;
import io.interlock.testing.Workspace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code join} tells of a child that has not done what it should. */
@Tag("exhaustive")
@Timeout(120) // watchdog
class ChildFailureTest {

    private static final long FOR_EVER_MS = 600_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private ChildFailedException failureOf(SerializableRunnable task, String... jvmOptions) {
        return failureOf(workspace.start(task, jvmOptions));
    }

    private static ChildFailedException failureOf(JvmProcess child) {
        ChildFailedException failure = catchThrowableOfType(ChildFailedException.class, child::join);
        assertThat(failure).as("failure of " + child).isNotNull();
        assertThat(failure.exitCode()).isEqualTo(child.exitCode());
        return failure;
    }

    @Test
    void theExceptionOfTheChildIsTheCause() {
        ChildFailedException failure = failureOf(ChildFailureTest::failWithCause);
        assertThat(failure)
                .hasMessageContaining("task=" + ChildFailureTest.class.getName())
                .hasMessageContaining("exit=1, in the child: java.io.IOException: größe")
                .hasMessageNotContaining("\tat ")
                .hasCauseExactlyInstanceOf(IOException.class)
                .hasRootCauseMessage("the cause");
        assertThat(Objects.requireNonNull(failure.getCause()).getStackTrace()[0].getMethodName())
                .isEqualTo("failWithCause");
        assertThat(Objects.requireNonNull(failure.getCause()).getSuppressed()).hasSize(1);
        assertThat(failure.childStackTrace())
                .startsWith("java.io.IOException: größe")
                .contains("ChildFailureTest.failWithCause(ChildFailureTest.java:")
                .contains("Caused by: java.lang.IllegalStateException: the cause");
    }

    private static void failWithCause() throws IOException {
        IOException failure = new IOException("größe", new IllegalStateException("the cause"));
        failure.addSuppressed(new IOException("besides"));
        throw failure;
    }

    @Test
    void eachJoinThrowsAnExceptionOfItsOwn() {
        JvmProcess child = workspace.start(ChildFailureTest::failWithCause);
        assertThat(failureOf(child)).isNotSameAs(failureOf(child));
        assertThat(failureOf(child)).hasMessage(failureOf(child).getMessage());
    }

    @Test
    void anExceptionThatCannotTravelIsTold() {
        ChildFailedException failure = failureOf(() -> {
            throw new NotSerializable();
        });
        assertThat(failure)
                .hasNoCause()
                .hasMessageContaining("NotSerializable: it holds an Object")
                .hasMessageContaining("\tat ");
        assertThat(failure.childStackTrace()).contains("NotSerializable: it holds an Object");
    }

    private static final class NotSerializable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused"}) // the point of it
        private final Object content = new Object();

        NotSerializable() {
            super("it holds an Object");
        }
    }

    @Test
    void anExceptionWhoseMethodsFailIsTold() {
        ChildFailedException failure = failureOf(() -> {
            throw new Broken();
        });
        assertThat(failure).hasMessageContaining(Broken.class.getName());
        assertThat(failure.childStackTrace())
                .contains("its stack trace cannot be printed")
                .contains("no message");
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @Test
    void aHugeMessageIsCut() {
        ChildFailedException failure = failureOf(() -> {
            throw new IllegalStateException("x".repeat(20_000_000));
        });
        assertThat(failure).hasNoCause();
        assertThat(failure.childStackTrace().length()).isLessThan(Failure.MAX_TRACE_CHARS + 100);
        assertThat(failure.childStackTrace())
                .startsWith("java.lang.IllegalStateException: xxx")
                .endsWith(" more");
    }

    @Test
    void aStackOverflowIsTold() {
        assertThat(failureOf(ChildFailureTest::recurse)).hasMessageContaining("java.lang.StackOverflowError");
    }

    @SuppressWarnings("InfiniteRecursion") // the point of it
    private static int recurse() {
        return recurse() + 1;
    }

    @Test
    void aChainOfCausesThatIsTooLongToTravelIsTold() {
        ChildFailedException failure = failureOf(() -> {
            Exception chain = new Exception("innermost");
            for (int i = 0; i < 20_000; i++) {
                chain = new Exception("link", chain);
            }
            throw chain;
        });
        assertThat(failure.childStackTrace()).contains("java.lang.Exception: link");
    }

    @Test
    void anOutOfMemoryErrorIsTold() {
        ChildFailedException failure = failureOf(
                () -> {
                    List<byte[]> all = new ArrayList<>();
                    while (all.size() < 1_000_000) {
                        all.add(new byte[1_000_000]);
                    }
                },
                "-Xmx32m");
        assertThat(failure).hasMessageContaining("java.lang.OutOfMemoryError");
    }

    @Test
    void anInterruptedTaskIsTold() {
        ChildFailedException failure = failureOf(() -> {
            Thread.currentThread().interrupt();
            throw new InterruptedException("inside");
        });
        assertThat(failure)
                .hasCauseExactlyInstanceOf(InterruptedException.class)
                .hasMessageContaining("inside");
    }

    @Test
    void whatAMainClassThrowsIsTold() {
        assertThat(failureOf(workspace.keep(JvmProcess.start(Throwing.class, "exception"))))
                .hasCauseExactlyInstanceOf(IOException.class);
        assertThat(failureOf(workspace.keep(JvmProcess.start(Throwing.class, "error"))))
                .hasCauseExactlyInstanceOf(AssertionError.class);
    }

    static final class Throwing {
        public static void main(String[] arguments) throws IOException {
            if (arguments[0].equals("error")) {
                throw new AssertionError("an error");
            }
            throw new IOException("an exception");
        }
    }

    @Test
    void anExitCodeOfTheTasksOwnIsTold() {
        ChildFailedException failure = failureOf(() -> System.exit(3));
        assertThat(failure.exitCode()).isEqualTo(3);
        assertThat(failure).hasMessageEndingWith("exit=3").hasNoCause();
        assertThat(failure.childStackTrace()).isEmpty();
    }

    @Test
    void aSignalIsTold() throws Exception {
        try (Region region = workspace.open()) {
            ShmEvent runs = region.event("runs");
            SerializableRunnable waits = () -> {
                runs.set();
                Thread.sleep(FOR_EVER_MS);
            };
            JvmProcess killed = workspace.start(waits);
            runs.await();
            killed.kill();
            assertThat(failureOf(killed)).hasMessageEndingWith("exit=137 (SIGKILL)");
            assertThat(killed.toString()).endsWith("exit=137 (SIGKILL)]");

            runs.clear();
            JvmProcess terminated = workspace.start(waits);
            runs.await();
            terminated.terminate();
            assertThat(failureOf(terminated)).hasMessageEndingWith("exit=143 (SIGTERM)");
        }
    }

    @Test
    void aTerminatedChildRunsItsShutdownHooks() throws Exception {
        try (Region region = workspace.open()) {
            ShmEvent runs = region.event("runs");
            ShmEvent hook = region.event("hook");
            JvmProcess child = workspace.start(() -> {
                Runtime.getRuntime().addShutdownHook(new Thread(hook::set));
                runs.set();
                Thread.sleep(FOR_EVER_MS);
            });
            runs.await();
            child.terminate();
            assertThat(failureOf(child).exitCode()).isEqualTo(143);
            assertThat(hook.isSet()).isTrue();
        }
    }

    @Test
    void aJvmThatDoesNotStartSaysWhy() {
        assertThat(failureOf(() -> {}, "-XX:NoSuchOption=1"))
                .hasMessageContaining("its JVM ended before it ran the task; it says: ")
                .hasMessageContaining("NoSuchOption");
    }

    @Test
    void aJvmThatDoesSomethingElseHasFailed() {
        JvmProcess child = workspace.start(() -> {}, "--version");
        ChildFailedException failure = failureOf(child);
        assertThat(failure.exitCode()).isZero();
        assertThat(failure).hasMessageContaining("its JVM ended before it ran the task");
    }

    @Test
    void aStreamOfNonsenseIsNoCause() throws Exception {
        Failure nonsense = new Failure("headline", "trace", new byte[] {1, 2, 3});
        assertThat(nonsense.exceptionFor(getClass().getClassLoader())).isNull();
        assertThatThrownBy(() -> new LoaderInputStream(new ByteArrayInputStream(nonsense.exception()), null))
                .isInstanceOf(IOException.class);
    }
}
