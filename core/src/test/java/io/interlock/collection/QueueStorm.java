package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import io.interlock.value.ShmLong;
import io.interlock.value.ShmLongArray;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Workers 0 and 2 put numbered elements, 1 and 3 take them. An element may be missing only where its producer was killed in its
 * put, or a consumer between its take and its note of it; none comes twice.
 *
 * <p>Each producer's numbers go on with its successor. A consumer notes each in the place that it has in a round of
 * {@link #WINDOW} numbers, and there finds whether that of the round before was noted.
 */
@SuppressWarnings("ImmutableEnumChecker") // a record of numbers
enum QueueStorm implements StormScenario {
    /** All at once. */
    MANY(new QueueOptions(2_048, Integer.MAX_VALUE, false, false)),
    /** One producer and one consumer; the other two are refused until these are killed. */
    SINGLE(new QueueOptions(2_048, Integer.MAX_VALUE, true, true));

    private static final int PRODUCERS = 2;
    private static final int WINDOW = 1 << 19;
    private static final int MAX_BYTES = 100;
    private static final int MAX_MISSING = 4_096;
    private static final long PATIENCE_MS = 5;

    /** Where a role is taken: how long until the next try. */
    private static final long BREAK_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final QueueOptions options;

    QueueStorm(QueueOptions options) {
        this.options = options;
    }

    private ShmQueue<String> queue(Region region) {
        return region.queue("queue", Utf8.CODEC, options);
    }

    /** The last number that a producer has begun to put. */
    private static ShmLong begun(Region region, int producer) {
        return region.longValue("begun " + producer);
    }

    /** The last number that it has put; behind {@link #begun} while it puts. */
    private static ShmLong put(Region region, int producer) {
        return region.longValue("put " + producer);
    }

    /** Not 0 from before a take to after its note. */
    private static ShmLong taking(Region region, int worker) {
        return region.longValue("taking " + worker);
    }

    private static ShmLongArray notes(Region region, int producer) {
        return region.longArray("notes " + producer, WINDOW);
    }

    private static ShmLong missingCount(Region region) {
        return region.longValue("missing");
    }

    private static ShmLongArray missing(Region region) {
        return region.longArray("missing numbers", MAX_MISSING);
    }

    /** Numbers whose put was cut short. */
    private static ShmLongArray uncertain(Region region) {
        return region.longArray("uncertain numbers", MAX_MISSING);
    }

    private static ShmLong uncertainCount(Region region) {
        return region.longValue("uncertain");
    }

    private static ShmLong takersCut(Region region) {
        return region.longValue("takers cut short");
    }

    private static long key(int producer, long number) {
        return number * PRODUCERS + producer;
    }

    @Override
    public void create(Region region) {
        for (int producer = 0; producer < PRODUCERS; producer++) {
            begun(region, producer).set(WINDOW - 1);
            put(region, producer).set(WINDOW - 1);
            notes(region, producer);
        }
    }

    @Override
    public Round worker(Region region, int index, SplittableRandom random) {
        return index % 2 == 0
                ? new Producer(region, queue(region), index / 2, random)
                : new Consumer(region, queue(region), index, random);
    }

    @Override
    public int roundsBetweenKills() {
        return 3_000;
    }

    @Override
    public boolean accountsForTheDead() {
        return true;
    }

    @Override
    public void afterDeath(Region region, int victim) {
        if (victim % 2 == 0) {
            long last = begun(region, victim / 2).get();
            if (last != put(region, victim / 2).get()) {
                uncertain(region).set((int) uncertainCount(region).getAndIncrement(), key(victim / 2, last));
                put(region, victim / 2).set(last);
            }
        } else if (taking(region, victim).getAndSet(0) != 0) {
            takersCut(region).incrementAndGet();
        }
    }

    @Override
    public void letOut(Region region) {
        queue(region).close();
    }

    @Override
    public void check(Region region, int kills) {
        Consumer rest = new Consumer(region, queue(region), 1, new SplittableRandom());
        queue(region).iterator().forEachRemaining(element -> rest.note(element.split(":", -1)));
        queue(region).clear();
        assertThat(Storm.violations(region).get()).isZero();
        long taken = 0;
        for (int producer = 0; producer < PRODUCERS; producer++) {
            long last = put(region, producer).get();
            taken += last - WINDOW + 1;
            for (long number = Math.max(WINDOW, last - WINDOW + 1); number <= last; number++) {
                if (notes(region, producer).get((int) (number % WINDOW)) != number) {
                    report(region, key(producer, number));
                }
            }
        }
        List<Long> lost = new ArrayList<>();
        for (int i = 0; i < missingCount(region).get(); i++) {
            lost.add(missing(region).get(i));
        }
        int missingInAll = lost.size();
        for (int i = 0; i < uncertainCount(region).get(); i++) {
            lost.remove(uncertain(region).get(i));
        }
        System.out.printf(
                "queue %s: %d elements, %d puts and %d takes cut short, %d missing%n",
                this, taken, uncertainCount(region).get(), takersCut(region).get(), missingInAll);
        assertThat(taken).isPositive();
        assertThat((long) lost.size())
                .as("lost, but for what a killed consumer had taken: %s", lost)
                .isLessThanOrEqualTo(takersCut(region).get());
    }

    private static void report(Region region, long key) {
        missing(region).set((int) missingCount(region).getAndIncrement(), key);
    }

    private static boolean goesOn(Region region) {
        return Storm.stop(region).get() == 0 && region.longValue("storm pause").get() == 0;
    }

    private static final class Producer implements Round {

        private final Region region;
        private final ShmQueue<String> queue;
        private final int producer;
        private final SplittableRandom random;
        private final ShmLong begun;
        private final ShmLong put;

        Producer(Region region, ShmQueue<String> queue, int producer, SplittableRandom random) {
            this.region = region;
            this.queue = queue;
            this.producer = producer;
            this.random = random;
            this.begun = begun(region, producer);
            this.put = put(region, producer);
        }

        @Override
        public void run() throws InterruptedException {
            long number = begun.get() + 1;
            String element = producer + ":" + number + ":" + "x".repeat(random.nextInt(MAX_BYTES));
            begun.set(number);
            boolean done = false;
            try {
                do {
                    done = queue.offer(element, PATIENCE_MS, TimeUnit.MILLISECONDS);
                } while (!done && goesOn(region));
            } catch (QueueClosedException e) {
                // The storm is over.
            } catch (IllegalStateException e) {
                Storm.spin(BREAK_NS);
            }
            if (done) {
                put.set(number);
            } else {
                begun.set(number - 1);
            }
        }
    }

    private static final class Consumer implements Round {

        private final Region region;
        private final ShmQueue<String> queue;
        private final SplittableRandom random;
        private final ShmLong taking;
        private final long[] last = new long[PRODUCERS];

        Consumer(Region region, ShmQueue<String> queue, int index, SplittableRandom random) {
            this.region = region;
            this.queue = queue;
            this.random = random;
            this.taking = taking(region, index);
        }

        @Override
        public void run() throws InterruptedException {
            taking.set(1);
            try {
                String element;
                do {
                    element = random.nextBoolean() ? queue.poll() : queue.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
                } while (element == null && goesOn(region));
                if (element != null) {
                    note(element.split(":", -1));
                }
            } catch (IllegalStateException e) {
                Storm.spin(BREAK_NS);
            }
            taking.set(0);
        }

        private void note(String[] parts) {
            int producer = Integer.parseInt(parts[0]);
            long number = Long.parseLong(parts[1]);
            if (number <= last[producer]) {
                Storm.violations(region).incrementAndGet();
            }
            last[producer] = number;
            long before = notes(region, producer).getAndSet((int) (number % WINDOW), number);
            if (before >= number) {
                Storm.violations(region).incrementAndGet();
            } else if (before != number - WINDOW && number >= 2 * WINDOW) {
                report(region, key(producer, number - WINDOW));
            }
        }
    }
}
