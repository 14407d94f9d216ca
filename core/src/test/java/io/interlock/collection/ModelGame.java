package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.io.Serializable;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Two processes take turns at random changes of one collection; each result is what a model gives. Both processes draw the same
 * changes from one seed, and keep a model each.
 *
 * @param <C> what collection and model have in common
 */
abstract class ModelGame<C> implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int TURNS = 1_500;
    private static final int MAX_CHANGES_A_TURN = 60;
    private static final long LOOK_EVERY_NS = 10_000;

    /** The collection, as the player {@code me}, 0 or 1, has it. */
    abstract C shared(Region region, int me);

    abstract C model();

    /** Makes a random change, of player {@code mover}; returns whatever it can tell. */
    abstract Object change(C on, int mover, Random random);

    /** When all is over, by each player. */
    abstract void check(C shared, C model, int me);

    /** Plays against a process of its own. */
    final void play(Workspace workspace) throws Exception {
        play(workspace, workspace.open());
    }

    /** The same in a region that is the workspace's. */
    final void play(Workspace workspace, Region region) throws Exception {
        long seed = Long.getLong("interlock.test.seed", System.nanoTime());
        String path = workspace.path().toString();
        JvmProcess child = workspace.start(() -> {
            try (Region mine = Workspace.attach(path)) {
                takeTurns(mine, seed, 1);
            }
        });
        try {
            takeTurns(region, seed, 0);
        } catch (Throwable e) {
            throw new AssertionError("seed=" + seed, e);
        }
        child.join();
    }

    private void takeTurns(Region region, long seed, int me) {
        C shared = shared(region, me);
        C model = model();
        ShmLong turn = region.longValue("turn");
        Random random = new Random(seed);
        for (int i = 0; i < TURNS; i++) {
            int mover = random.nextInt(2);
            if (mover == me) {
                awaitTurn(turn, i);
            }
            int changes = 1 + random.nextInt(MAX_CHANGES_A_TURN);
            for (int change = 0; change < changes; change++) {
                long changeSeed = random.nextLong();
                Object expected = change(model, mover, new Random(changeSeed));
                if (mover == me) {
                    assertThat(change(shared, mover, new Random(changeSeed))).isEqualTo(expected);
                }
            }
            if (mover == me) {
                turn.set(i + 1L);
            }
        }
        awaitTurn(turn, TURNS);
        check(shared, model, me);
    }

    private static void awaitTurn(ShmLong turn, int number) {
        while (turn.get() < number) {
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }
}
