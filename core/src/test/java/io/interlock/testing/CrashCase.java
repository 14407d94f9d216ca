package io.interlock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a primitive, whose thread ends before its first store, before its second, and so on; and what the
 * survivors must find each time.
 *
 * <pre>
 * survivor (the calling thread)   dying thread                   sleepers
 *   create, before
 *                                   preparation
 *                                                                  go to sleep
 *                                   operation, up to store k
 *   once that thread sleeps, or
 *   has ended: meanwhile
 *   happened? if not: instead
 *                                                                  all must end
 *   afterwards
 * </pre>
 *
 * Each store gets a primitive of its own. A case is told twice what the operation is, by {@code happened} and by
 * {@code instead}, so that {@code afterwards} can ask for exact numbers: a death leaves all of it or nothing.
 *
 * @param <P> the primitive's class
 */
public final class CrashCase<P> {

    private static final int COMPLETED = 91;
    private static final int CRASHED = 92;

    private final String name;
    private final BiFunction<Region, String, P> create;
    private final Step<P> operation;
    private final List<Step<P>> sleepers = new ArrayList<>();
    private @Nullable Step<P> before;
    private @Nullable Step<P> meanwhile;
    private Step<P> preparation = primitive -> {};
    private Step<P> afterFailure = primitive -> {};
    private Predicate<P> happened = primitive -> false;
    private boolean completionHappens;
    private Step<P> instead = primitive -> {};
    private Check<P> afterwards = (primitive, completed) -> {};

    private CrashCase(String name, BiFunction<Region, String, P> create, Step<P> operation) {
        this.name = name;
        this.create = create;
        this.operation = operation;
    }

    /** What a thread does with the primitive. */
    @FunctionalInterface
    public interface Step<P> {
        void on(P primitive) throws Exception;
    }

    /** What must hold in the end; {@code completed} where the operation was not cut short. */
    @FunctionalInterface
    public interface Check<P> {
        void on(P primitive, boolean completed) throws Exception;
    }

    /** A case of this name; the operation is what the dying thread does. */
    public static <P> CrashCase<P> of(String name, BiFunction<Region, String, P> create, Step<P> operation) {
        return new CrashCase<>(name, create, operation);
    }

    /** What the survivor does first. */
    public CrashCase<P> before(Step<P> step) {
        before = step;
        return this;
    }

    /** What the dying thread does before its stores count. */
    public CrashCase<P> preparation(Step<P> step) {
        preparation = step;
        return this;
    }

    /** Another thread that waits for the primitive while the dying one is at work, and must not wait for ever. */
    public CrashCase<P> sleeper(Step<P> step) {
        sleepers.add(step);
        return this;
    }

    /** What the survivor does once the dying thread sleeps, where it waits for something. */
    public CrashCase<P> meanwhile(Step<P> step) {
        meanwhile = step;
        return this;
    }

    /**
     * What a thread does that has failed in the operation and lives: gives back what it rightly holds, as user code would in a
     * {@code finally}.
     */
    public CrashCase<P> afterFailure(Step<P> step) {
        afterFailure = step;
        return this;
    }

    /** How to see that the operation has happened; it must have where it completed. Sleepers may be at work already. */
    public CrashCase<P> happened(Predicate<P> predicate) {
        happened = predicate;
        completionHappens = true;
        return this;
    }

    /** What the survivor does where it has not happened; without {@link #happened}, always. */
    public CrashCase<P> instead(Step<P> step) {
        instead = step;
        return this;
    }

    /** What must hold in the end, when the sleepers are gone. */
    public CrashCase<P> afterwards(Check<P> check) {
        afterwards = check;
        return this;
    }

    public String name() {
        return name;
    }

    /** True where nobody but the dying thread and the survivor takes part: then the survivor may be another process. */
    public boolean soleWaiter() {
        return before == null && meanwhile == null && sleepers.isEmpty();
    }

    /** True where the survivor holds nothing before: then the thread that has failed may do the survivor's part itself. */
    public boolean mayFailAlone() {
        return before == null && meanwhile == null;
    }

    /** True where the survivor acts while the operation waits: it is not the thread that has failed then. */
    public boolean needsTwo() {
        return meanwhile != null;
    }

    /** Lets a thread die before each store, and survives it; returns how many stores there were. */
    public long run(Region region) throws Exception {
        return CrashEnumeration.of(k -> {
            P primitive = create(region, k);
            List<TestThread<Boolean>> asleep = new ArrayList<>();
            boolean completed = crash(primitive, k, asleep);
            survive(primitive, completed, asleep);
            return completed;
        });
    }

    /**
     * Has a thread fail before each store, and live on; returns how many stores there were.
     *
     * @param others true if others find the primitive as after a death, while that thread sleeps; false if the thread itself does
     */
    public long runFailing(Region region, boolean others) throws Exception {
        return CrashEnumeration.of(k -> {
            P primitive = create(region, k);
            if (before != null && others) {
                before.on(primitive);
            }
            List<TestThread<Boolean>> asleep = new ArrayList<>();
            FailingThread failing = FailingThread.start(
                    k,
                    () -> {
                        if (before != null && !others) {
                            // By the one thread: a pipe's ends and a single producer's queue know their users.
                            before.on(primitive);
                        }
                        preparation.on(primitive);
                        asleep.addAll(startSleepers(primitive));
                    },
                    () -> operation.on(primitive),
                    () -> afterFailure.on(primitive),
                    () -> {
                        if (!others) {
                            survive(primitive, false, asleep);
                        }
                    });
            if (meanwhile != null) {
                failing.awaitSleepOrOutcome();
                meanwhile.on(primitive);
            }
            boolean completed = failing.completed();
            if (others || completed) {
                survive(primitive, completed, asleep);
            }
            return failing.end();
        });
    }

    /** Starts a process that calls {@link #dieInProcess}, for this store. */
    @FunctionalInterface
    public interface Starter {
        JvmProcess start(long k);
    }

    /** The same, where a whole process dies. */
    public long run(Region region, Starter starter) throws Exception {
        return CrashEnumeration.of(k -> {
            P primitive = create(region, k);
            if (before != null) {
                before.on(primitive);
            }
            List<TestThread<Boolean>> asleep = startSleepers(primitive);
            JvmProcess dying = starter.start(k);
            Await.until("the process has died", () -> !dying.isAlive());
            assertThat(dying.exitCode()).isIn(COMPLETED, CRASHED);
            boolean completed = dying.exitCode() == COMPLETED;
            survive(primitive, completed, asleep);
            return completed;
        });
    }

    /** In a process of its own, which does not return from here. */
    public void dieInProcess(Region region, long k) throws Exception {
        P primitive = create(region, k);
        boolean completed = CrashEnumeration.crashAt(k, () -> preparation.on(primitive), () -> operation.on(primitive));
        Runtime.getRuntime().halt(completed ? COMPLETED : CRASHED);
    }

    /** Lets a thread die before each store; returns how many stores there were. For {@link #surviveAll}. */
    public long dieAll(Region region) throws Exception {
        return CrashEnumeration.of(k -> crash(create(region, k), k, new ArrayList<>()));
    }

    /** Survives each of the deaths that {@link #dieAll} has left. */
    public void surviveAll(Region region, long stores) throws Exception {
        for (long k = 1; k <= stores + 1; k++) {
            survive(create(region, k), k > stores, List.of());
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private P create(Region region, long k) {
        return create.apply(region, name + " " + k);
    }

    private boolean crash(P primitive, long k, List<TestThread<Boolean>> asleep) throws Exception {
        if (before != null) {
            before.on(primitive);
        }
        TestThread<Boolean> dying = CrashEnumeration.startToCrashAt(
                k,
                () -> {
                    preparation.on(primitive);
                    asleep.addAll(startSleepers(primitive));
                },
                () -> operation.on(primitive));
        if (meanwhile != null) {
            Await.until("the dying thread sleeps", () -> dying.isAsleep() || !dying.isAlive());
            meanwhile.on(primitive);
        }
        return dying.join();
    }

    private List<TestThread<Boolean>> startSleepers(P primitive) {
        List<TestThread<Boolean>> asleep = new ArrayList<>();
        for (Step<P> sleeper : sleepers) {
            asleep.add(TestThread.startAsleep(() -> sleeper.on(primitive)));
        }
        return asleep;
    }

    private void survive(P primitive, boolean completed, List<TestThread<Boolean>> asleep) throws Exception {
        boolean done = happened.test(primitive);
        if (completed && completionHappens) {
            assertThat(done).as("%s: what completed has happened", name).isTrue();
        }
        if (!done) {
            instead.on(primitive);
        }
        for (TestThread<Boolean> sleeper : asleep) {
            sleeper.join();
        }
        afterwards.on(primitive, completed);
    }
}
