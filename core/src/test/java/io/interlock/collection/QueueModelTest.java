package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A queue gives what {@link ArrayBlockingQueue} gives. */
class QueueModelTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    @Timeout(180) // watchdog: a process that fails leaves the other waiting
    void doesAsTheModelDoes() throws Exception {
        new Queues().play(workspace);
    }

    private static final class Queues extends ModelGame<BlockingQueue<String>> {

        private static final long serialVersionUID = 1L;
        private static final int MAX_ELEMENTS = 13;
        private static final int MAX_LENGTH = 300;

        /** Full at a number of elements, as the model is, before it is full of bytes. */
        @Override
        BlockingQueue<String> shared(Region region, int me) {
            int capacityBytes = MAX_ELEMENTS * (MAX_LENGTH + 2 * Long.BYTES);
            return region.queue(
                    "queue",
                    Codecs.string(),
                    QueueOptions.ofBytes(capacityBytes).atMost(MAX_ELEMENTS));
        }

        @Override
        BlockingQueue<String> model() {
            return new ArrayBlockingQueue<>(MAX_ELEMENTS);
        }

        @Override
        Object change(BlockingQueue<String> queue, int mover, Random random) {
            String value = Integer.toString(random.nextInt(10)).repeat(random.nextInt(MAX_LENGTH));
            return switch (random.nextInt(14)) {
                case 0, 1, 2, 3, 4, 5 -> queue.offer(value);
                case 6, 7, 8 -> String.valueOf(queue.poll());
                case 9 -> String.valueOf(queue.peek());
                case 10 -> {
                    List<String> drained = new ArrayList<>();
                    yield queue.drainTo(drained, random.nextInt(5)) + " " + drained;
                }
                case 11 -> List.copyOf(queue);
                case 12 -> {
                    try {
                        yield queue.remove();
                    } catch (NoSuchElementException e) {
                        yield "none";
                    }
                }
                default -> {
                    if (random.nextInt(100) == 0) {
                        queue.clear();
                    }
                    yield queue.size() + " of " + queue.remainingCapacity() + queue.contains(value);
                }
            };
        }

        @Override
        void check(BlockingQueue<String> queue, BlockingQueue<String> model, int me) {
            assertThat(queue).containsExactlyElementsOf(model);
        }
    }
}
