package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pipe gives what two {@link ArrayDeque}s with as many bytes give. */
class PipeModelTest {

    private static final int CAPACITY = 2_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    @Timeout(180) // watchdog: a process that fails leaves the other waiting
    void doesAsTheModelDoes() throws Exception {
        new Pipes().play(workspace);
    }

    /** What a player does at its end. */
    private interface Ends {
        boolean send(int end, byte[] message);

        /** Null where there is none. */
        byte @Nullable [] receive(int end);
    }

    /** One end of the pipe: each player has its own. */
    private record Shared(PipeEnd end) implements Ends {

        @Override
        public boolean send(int number, byte[] message) {
            return end.trySend(message);
        }

        @Override
        public byte @Nullable [] receive(int number) {
            try {
                return end.poll() ? end.receive() : null;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Each message takes its bytes rounded up to a multiple of 8, and 8 more. */
    private record Model(List<Deque<byte[]>> towards) implements Ends {

        private static final int UNIT = 8;

        @Override
        public boolean send(int end, byte[] message) {
            Deque<byte[]> messages = towards.get(1 - end);
            int used = messages.stream().mapToInt(Model::bytes).sum();
            if (used + bytes(message) > CAPACITY + UNIT) {
                return false;
            }
            return messages.add(message);
        }

        @Override
        public byte @Nullable [] receive(int end) {
            return towards.get(end).poll();
        }

        private static int bytes(byte[] message) {
            return UNIT + (message.length + UNIT - 1) / UNIT * UNIT;
        }
    }

    private static final class Pipes extends ModelGame<Ends> {

        private static final long serialVersionUID = 1L;
        private static final int MAX_LENGTH = 300;

        @Override
        Ends shared(Region region, int me) {
            ShmPipe pipe = region.pipe("pipe", CAPACITY);
            return new Shared(me == 0 ? pipe.first() : pipe.second());
        }

        @Override
        Ends model() {
            return new Model(List.of(new ArrayDeque<>(), new ArrayDeque<>()));
        }

        @Override
        Object change(Ends ends, int mover, Random random) {
            if (random.nextInt(100) < 55) {
                byte[] message = new byte[random.nextInt(MAX_LENGTH)];
                random.nextBytes(message);
                return ends.send(mover, message);
            }
            byte @Nullable [] message = ends.receive(mover);
            return message == null ? "none" : new String(message, StandardCharsets.ISO_8859_1);
        }

        @Override
        void check(Ends shared, Ends model, int me) {
            byte @Nullable [] expected;
            do {
                expected = model.receive(me);
                assertThat(shared.receive(me)).isEqualTo(expected);
            } while (expected != null);
        }
    }
}
