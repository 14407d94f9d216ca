package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.control.Command;
import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.Shape;
import io.interlock.benchmarks.control.State;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One trial: gives commands to its contenders, waits for them, and checks what they did. For one thread.
 *
 * <p>Whatever goes wrong is a {@link ContestFailedException} with the contenders' output.
 */
public final class Contest implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    /** A lock may starve somebody past the window's end; then it is stopped, and what it has counts. */
    private static final Duration STARVATION_LIMIT = Duration.ofSeconds(2);

    private static final Duration QUIT_LIMIT = Duration.ofMillis(500);
    private static final long LEAD_NS = TimeUnit.MILLISECONDS.toNanos(2);
    /** Some batches, so that a contender that recovers shows it. */
    private static final long AFTER_KILL_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long POLL_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ControlBlock control;
    private final List<Participant> participants;
    private final Runnable onClose;
    private final Set<Integer> killed = new HashSet<>();

    /** A trial whose contenders are started; {@code onClose} runs last and removes files. */
    Contest(ControlBlock control, List<Participant> participants, Runnable onClose) {
        this.control = control;
        this.participants = participants;
        this.onClose = onClose;
    }

    public ControlBlock control() {
        return control;
    }

    /** Waits until every contender is there, and checks that its clock is ours. */
    void awaitReady(long startedNs) {
        require(START_LIMIT, "contenders did not start", c -> c.state() == State.IDLE);
        long now = System.nanoTime();
        for (ContenderBlock contender : control.contenders()) {
            if (contender.clockNs() < startedNs || contender.clockNs() > now) {
                throw new ContestFailedException("a contender's clock says " + contender.clockNs() + " between "
                        + startedNs + " and " + now + " of ours: windows cannot be aligned here");
            }
        }
    }

    /** Runs all contenders over one window and checks their work. */
    public WindowResult window(Duration length) {
        long countedBefore = counted();
        long changesBefore = control.ownerChanges();
        run(length);
        check();
        return WindowResult.of(control, counted() - countedBefore, control.ownerChanges() - changesBefore);
    }

    /** The same with contenders that hand over to each other. */
    public TimedResult handOffs(Duration length) {
        long before = rounds();
        run(length);
        checkRounds();
        return TimedResult.of(control, rounds() - before);
    }

    /**
     * Operations at fixed times, each timed from when it should have begun.
     *
     * @param perSecond operations of all contenders, or round trips of all groups, together; 0 for as many as they can
     */
    public TimedResult paced(Duration length, double perSecond) {
        long leaders = IntStream.range(0, control.contenders().size())
                .filter(control.shape()::leads)
                .count();
        long intervalNs = perSecond == 0 ? 0 : Math.max(1, Math.round(leaders * 1e9 / perSecond));
        if (intervalNs > length.toNanos()) {
            throw new ContestFailedException(
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
        await(STARVATION_LIMIT, c -> c.state() == State.PAST_END || c.state() == State.FOLLOWING);
        post(Command.IDLE, ControlBlock.ALL);
    }

    /** Gives a command to all and waits until everybody has begun to obey it. */
    public void post(Command command, int target) {
        long sequence = control.post(command, target);
        require(ANSWER_LIMIT, "contenders do not obey " + command, c -> c.acknowledged() == sequence);
    }

    /** Kills the contender's process as {@code kill -9} does; returns the time just before. */
    public long kill(int contender) {
        killed.add(contender);
        return Kill.now(control.contenders().get(contender).pid());
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
        if (!awaitState(survivor, State.PAST_END, limit)) {
            return -1;
        }
        long recoveryNs = control.contenders().get(survivor).firstEdgeNs() - killedNs;
        // Who takes messages checks each of them, but would wait for the last one of the dead.
        if (control.shape() == Shape.LOOP) {
            post(Command.IDLE, ControlBlock.ALL);
            check();
        }
        return recoveryNs;
    }

    /** Waits for a state of one contender; false if it does not come in time. */
    public boolean awaitState(int contender, State state, Duration limit) {
        ContenderBlock one = control.contenders().get(contender);
        return await(limit, c -> c != one || c.state() == state);
    }

    /** What was counted up must be what the contenders say they did. Only while everybody idles. */
    public void check() {
        for (int i = 0; i < control.contenders().size(); i++) {
            if (!killed.contains(i)) {
                post(Command.PUBLISH, i);
            }
        }
        long counted = counted();
        if (counted != control.counter()) {
            throw new ContestFailedException("mutual exclusion is broken: the contenders did " + counted
                    + " operations that count, but the counter that all increase says " + control.counter());
        }
    }

    /** Both ends of a hand-over must have come equally far. Only while everybody idles. */
    private void checkRounds() {
        List<ContenderBlock> all = control.contenders();
        for (int i = 0; i < all.size(); i++) {
            int leader = i;
            while (!control.shape().leads(leader)) {
                leader--;
            }
            if (all.get(i).operations() != all.get(leader).operations()) {
                throw failure("out of step: contender " + leader + " did "
                        + all.get(leader).operations() + " rounds, but contender " + i + " "
                        + all.get(i).operations());
            }
        }
    }

    /** What was taken must be what was put. Only while everybody idles. */
    private void checkMessages() {
        List<ContenderBlock> all = control.contenders();
        long put = all.stream().skip(1).mapToLong(ContenderBlock::operations).sum();
        if (put != all.get(0).operations()) {
            throw failure("messages were lost or doubled: the producers put " + put + ", and the consumer took "
                    + all.get(0).operations());
        }
    }

    private long counted() {
        return control.contenders().stream().mapToLong(ContenderBlock::counted).sum();
    }

    /** Of all groups. */
    private long rounds() {
        long rounds = 0;
        List<ContenderBlock> all = control.contenders();
        for (int i = 0; i < all.size(); i++) {
            rounds += control.shape().leads(i) ? all.get(i).operations() : 0;
        }
        return rounds;
    }

    @Override
    public void close() {
        control.post(Command.QUIT, ControlBlock.ALL);
        try {
            awaitAll(QUIT_LIMIT, c -> c.state() == State.GONE || c.state() == State.FAILED);
        } finally {
            participants.forEach(Fork.current()::end);
            onClose.run();
        }
    }

    /** Looks at the contenders rarely: each look takes a processor from one of them. */
    private void sleepUntil(long endNs) {
        for (long left = endNs - System.nanoTime(); left > 0; left = endNs - System.nanoTime()) {
            requireAlive();
            pause(Math.min(left, LOOK_INTERVAL_NS));
        }
    }

    private void require(Duration limit, String otherwise, Predicate<ContenderBlock> each) {
        if (!await(limit, each)) {
            throw failure(otherwise + " within " + limit.toSeconds() + " s");
        }
    }

    /** As {@link #awaitAll}, but fails as soon as a contender is gone that should be there. */
    private boolean await(Duration limit, Predicate<ContenderBlock> each) {
        return awaitAll(limit, contender -> {
            requireAlive();
            return each.test(contender);
        });
    }

    private boolean awaitAll(Duration limit, Predicate<ContenderBlock> each) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<ContenderBlock> all = control.contenders();
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
        List<ContenderBlock> all = control.contenders();
        for (int i = 0; i < all.size(); i++) {
            if (!killed.contains(i) && all.get(i).state() == State.FAILED) {
                throw failure("contender " + i + " failed");
            }
        }
        if (killed.isEmpty()) {
            Optional<Participant> dead =
                    participants.stream().filter(p -> !p.isAlive()).findFirst();
            if (dead.isPresent()) {
                throw failure(dead.get().describe() + " ended in the middle of the trial");
            }
        }
    }

    private ContestFailedException failure(String what) {
        StringBuilder message = new StringBuilder(what);
        List<ContenderBlock> all = control.contenders();
        for (int i = 0; i < all.size(); i++) {
            message.append("\n  contender ")
                    .append(i)
                    .append(": ")
                    .append(all.get(i).state());
        }
        for (Participant participant : participants) {
            String output = participant.output();
            if (!output.isEmpty()) {
                message.append("\n--- output of ")
                        .append(participant.describe())
                        .append(":\n");
                message.append(output);
            }
        }
        return new ContestFailedException(message.toString());
    }

    private static void pause(long durationNs) {
        try {
            TimeUnit.NANOSECONDS.sleep(durationNs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContestFailedException("interrupted");
        }
    }
}
