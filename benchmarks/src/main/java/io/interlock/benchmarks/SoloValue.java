package io.interlock.benchmarks;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.benchmarks.contest.Fork;
import io.interlock.value.ShmLong;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A number that one thread has for itself. */
@State(Scope.Thread)
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // JMH calls open() first; the handle writes the field.
public class SoloValue {

    /** All values of the parameter. */
    public static final List<String> IMPLEMENTATIONS = List.of("shm-long", "atomic-long", "var-handle");

    private static final VarHandle FIELD;

    static {
        try {
            FIELD = MethodHandles.lookup().findVarHandle(SoloValue.class, "field", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Param({"shm-long", "atomic-long", "var-handle"})
    public String implementation;

    private volatile long field;
    private LongUnaryOperator getAndAdd;
    private Runnable close;

    @Setup(Level.Trial)
    public void open() {
        Fork fork = Fork.current();
        fork.watch();
        close = () -> {};
        getAndAdd = switch (implementation) {
            case "shm-long" -> fork.make(() -> shmLong(fork));
            case "atomic-long" -> atomicLong();
            case "var-handle" -> delta -> (long) FIELD.getAndAdd(this, delta);
            default ->
                throw new IllegalArgumentException(
                        "implementation=" + implementation + ": expected one of " + IMPLEMENTATIONS);
        };
    }

    @TearDown(Level.Trial)
    public void close() {
        close.run();
    }

    private LongUnaryOperator shmLong(Fork fork) {
        Region region = Region.builder(fork.files().shared(fork.nextTrial()))
                .mode(OpenMode.CREATE)
                .open();
        close = () -> {
            region.unlink();
            region.close();
        };
        ShmLong value = region.longValue("value");
        return value::getAndAdd;
    }

    private static LongUnaryOperator atomicLong() {
        AtomicLong value = new AtomicLong();
        return value::getAndAdd;
    }

    /** One implementation per fork: the compiler inlines it. */
    long getAndAdd(long delta) {
        return getAndAdd.applyAsLong(delta);
    }
}
