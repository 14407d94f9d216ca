package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import java.time.Duration;
import java.util.SplittableRandom;

/** Half of the workers set and clear an event, the others wait for it: a set lets every one of them through. */
enum EventStorm implements StormScenario {
    EVENT;

    private static final long LONGEST_BREAK_NS = 100_000;

    private static ShmEvent event(Region region) {
        return region.event("event");
    }

    @Override
    public Round worker(Region region, int index, SplittableRandom random) {
        ShmEvent event = event(region);
        if (index % 2 == 0) {
            return () -> {
                event.set();
                Storm.spin(random.nextLong(LONGEST_BREAK_NS));
                event.clear();
                Storm.spin(random.nextLong(LONGEST_BREAK_NS));
            };
        }
        return () -> {
            if (random.nextBoolean()) {
                event.await();
            } else if (!event.await(Duration.ofDays(1))) {
                Storm.violations(region).incrementAndGet();
            }
        };
    }

    @Override
    public int roundsBetweenKills() {
        return 3_000;
    }

    @Override
    public void letOut(Region region) {
        event(region).set();
    }

    @Override
    public void check(Region region, int kills) {
        ShmEvent event = event(region);
        event.set();
        assertThat(event.isSet()).isTrue();
        event.clear();
        assertThat(event.isSet()).isFalse();
    }
}
