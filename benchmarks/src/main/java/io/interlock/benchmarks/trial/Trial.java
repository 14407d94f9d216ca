package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.control.Command;
import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.Shape;
import io.interlock.benchmarks.harness.control.WorkerBlock;
import io.interlock.benchmarks.harness.control.WorkerState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One trial: gives commands to its workers, waits for them, and checks what they did. For one thread.
 *
 * <p>Whatever goes wrong is a {@link TrialFailedException} with the workers' output.
 */
public final class Trial implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    /** A lock may starve somebody past the window's end; then it is stopped, and what it has counts. */
    private static final Duration STARVATION_LIMIT = Duration.ofSeconds(2);

    private static final Duration QUIT_LIMIT = Duration.ofMillis(500);
    private static final long LEAD_NS = TimeUnit.MILLISECONDS.toNanos(2);
    /** Some batches, so that a worker that recovers shows it. */
    private static final long AFTER_KILL_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long POLL_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ControlBlock control;
    private final List<WorkerHost> hosts;
    private final Runnable onClose;
    private final Set<Integer> killed = new HashSet<>();

    /** A trial whose workers are started; {@code onClose} runs last and removes files. */
    Trial(ControlBlock control, List<WorkerHost> hosts, Runnable onClose) {
        this.control = control;
        this.hosts = hosts;
        this.onClose = onClose;
    }

    public ControlBlock control() {
        return control;
    }

    /** Waits until every worker is there, and checks that its clock is ours. */
    void awaitReady(long startedNs) {
        require(START_LIMIT, "workers did not start", c -> c.state() == WorkerState.IDLE);
        long now = System.nanoTime();
        for (WorkerBlock worker : control.workers()) {
            if (worker.clockNs() < startedNs || worker.clockNs() > now) {
                throw new TrialFailedException("a worker's clock says " + worker.clockNs() + " between " + startedNs
                        + " and " + now + " of ours: windows cannot be aligned here");
            }
        }
    }

    /** Runs all workers over one window and checks their work. */
    public WindowResult window(Duration length) {
        long countedBefore = counted();
        long changesBefore = control.ownerChanges();
        run(length);
        check();
        return WindowResult.of(control, counted() - countedBefore, control.ownerChanges() - changesBefore);
    }

    /** The same with workers that hand over to each other. */
    public TimedResult handOffs(Duration length) {
        long before = rounds();
        run(length);
        checkRounds();
        return TimedResult.of(control, rounds() - before);
    }

    /**
     * Operations at fixed times, each timed from when it should have begun.
     *
     * @param perSecond operations of all workers, or round trips of all groups, together; 0 for as many as they can
     */
    public TimedResult paced(Duration length, double perSecond) {
        long leaders = IntStream.range(0, control.workers().size())
                .filter(control.shape()::leads)
                .count();
        long intervalNs = perSecond == 0 ? 0 : Math.max(1, Math.round(leaders * 1e9 / perSecond));
        if (intervalNs > length.toNanos()) {
            throw new TrialFailedException(
                    perSecond + " operations a second are less than one in a window of " + length + ": make it longer");
        }
        control.setInterval(intervalNs);
        if (control.shape() != Shape.LOOP) {
            return handOffs(length);
        }
        long before = rounds();
        run(length);
        check();
        return TimedResult.of(control, rounds() - before);
    }

    /** The same with messages from all others to the first. */
    public StreamResult stream(Duration length) {
        run(length);
        checkMessages();
        return StreamResult.of(control);
    }

    private void run(Duration length) {
        post(Command.RUN, ControlBlock.ALL);
        // Everybody operates by now, and goes on until everybody is past the end.
        long startNs = System.nanoTime() + LEAD_NS;
        long endNs = startNs + length.toNanos();
        control.setWindow(startNs, endNs);
        sleepUntil(endNs);
        await(STARVATION_LIMIT, c -> c.state() == WorkerState.PAST_END || c.state() == WorkerState.FOLLOWING);
        post(Command.IDLE, ControlBlock.ALL);
    }

    /** Gives a command to all and waits until everybody has begun to obey it. */
    public void post(Command command, int target) {
        long sequence = control.post(command, target);
        require(ANSWER_LIMIT, "workers do not obey " + command, c -> c.acknowledged() == sequence);
    }

    /** Kills the worker's process as {@code kill -9} does; returns the time just before. */
    public long kill(int worker) {
        killed.add(worker);
        return Kill.now(control.workers().get(worker).pid());
    }

    /**
     * Has all work for this long, kills one, and waits until another has finished a batch.
     *
     * @return how long after the kill that was, in nanoseconds; negative if it did not come in time
     */
    public long killAtWork(int victim, int survivor, Duration work, Duration limit) {
        post(Command.RUN, ControlBlock.ALL);
        pause(work.toNanos());
        long killedNs = kill(victim);
        control.setWindow(killedNs, killedNs + AFTER_KILL_NS);
        if (!awaitState(survivor, WorkerState.PAST_END, limit)) {
            return -1;
        }
        long recoveryNs = control.workers().get(survivor).firstEdgeNs() - killedNs;
        // A worker that takes messages checks each of them, but would wait for the last one of the dead.
        if (control.shape() == Shape.LOOP) {
            post(Command.IDLE, ControlBlock.ALL);
            check();
        }
        return recoveryNs;
    }

    /** Waits for a state of one worker; false if it does not come in time. */
    public boolean awaitState(int worker, WorkerState state, Duration limit) {
        WorkerBlock one = control.workers().get(worker);
        return await(limit, c -> c != one || c.state() == state);
    }

    /** What was counted up must be what the workers say they did. Only while everybody idles. */
    public void check() {
        for (int i = 0; i < control.workers().size(); i++) {
            if (!killed.contains(i)) {
                post(Command.PUBLISH, i);
            }
        }
        long counted = counted();
        if (counted != control.counter()) {
            throw new TrialFailedException("mutual exclusion is broken: the workers did " + counted
                    + " operations that count, but the counter that all increase says " + control.counter());
        }
    }

    /** Both ends of a hand-over must have come equally far. Only while everybody idles. */
    private void checkRounds() {
        List<WorkerBlock> all = control.workers();
        for (int i = 0; i < all.size(); i++) {
            int leader = i;
            while (!control.shape().leads(leader)) {
                leader--;
            }
            if (all.get(i).operations() != all.get(leader).operations()) {
                throw failure("out of step: worker " + leader + " did "
                        + all.get(leader).operations() + " rounds, but worker " + i + " "
                        + all.get(i).operations());
            }
        }
    }

    /** What was taken must be what was put. Only while everybody idles. */
    private void checkMessages() {
        List<WorkerBlock> all = control.workers();
        long put = all.stream().skip(1).mapToLong(WorkerBlock::operations).sum();
        if (put != all.get(0).operations()) {
            throw failure("messages were lost or doubled: the producers put " + put + ", and the consumer took "
                    + all.get(0).operations());
        }
    }

    private long counted() {
        return control.workers().stream().mapToLong(WorkerBlock::counted).sum();
    }

    /** Of all groups. */
    private long rounds() {
        long rounds = 0;
        List<WorkerBlock> all = control.workers();
        for (int i = 0; i < all.size(); i++) {
            rounds += control.shape().leads(i) ? all.get(i).operations() : 0;
        }
        return rounds;
    }

    @Override
    public void close() {
        control.post(Command.QUIT, ControlBlock.ALL);
        try {
            awaitAll(QUIT_LIMIT, c -> c.state() == WorkerState.GONE || c.state() == WorkerState.FAILED);
        } finally {
            hosts.forEach(ForkScope.current()::end);
            onClose.run();
        }
    }

    /** Looks at the workers rarely: each look takes a processor from one of them. */
    private void sleepUntil(long endNs) {
        for (long left = endNs - System.nanoTime(); left > 0; left = endNs - System.nanoTime()) {
            requireAlive();
            pause(Math.min(left, LOOK_INTERVAL_NS));
        }
    }

    private void require(Duration limit, String otherwise, Predicate<WorkerBlock> each) {
        if (!await(limit, each)) {
            throw failure(otherwise + " within " + limit.toSeconds() + " s");
        }
    }

    /** As {@link #awaitAll}, but fails as soon as a worker is gone that should be there. */
    private boolean await(Duration limit, Predicate<WorkerBlock> each) {
        return awaitAll(limit, worker -> {
            requireAlive();
            return each.test(worker);
        });
    }

    private boolean awaitAll(Duration limit, Predicate<WorkerBlock> each) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<WorkerBlock> all = control.workers();
        for (int i = 0; i < all.size(); i++) {
            while (!killed.contains(i) && !each.test(all.get(i))) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                pause(POLL_INTERVAL_NS);
            }
        }
        return true;
    }

    private void requireAlive() {
        List<WorkerBlock> all = control.workers();
        for (int i = 0; i < all.size(); i++) {
            if (!killed.contains(i) && all.get(i).state() == WorkerState.FAILED) {
                throw failure("worker " + i + " failed");
            }
        }
        if (killed.isEmpty()) {
            Optional<WorkerHost> dead = hosts.stream().filter(p -> !p.isAlive()).findFirst();
            if (dead.isPresent()) {
                throw failure(dead.get().describe() + " ended in the middle of the trial");
            }
        }
    }

    private TrialFailedException failure(String what) {
        StringBuilder message = new StringBuilder(what);
        List<WorkerBlock> all = control.workers();
        for (int i = 0; i < all.size(); i++) {
            message.append("\n  worker ")
                    .append(i)
                    .append(": ")
                    .append(all.get(i).state());
        }
        for (WorkerHost host : hosts) {
            String output = host.output();
            if (!output.isEmpty()) {
                message.append("\n--- output of ").append(host.describe()).append(":\n");
                message.append(output);
            }
        }
        return new TrialFailedException(message.toString());
    }

    private static void pause(long durationNs) {
        try {
            TimeUnit.NANOSECONDS.sleep(durationNs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialFailedException("interrupted");
        }
    }
}
