package io.interlock.ordering;

import io.interlock.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * Primitives for jcstress's states, which come by the million: a state takes the next of the pool and resets it. The pool is
 * larger than the number of states that live at once, {@link OrderingTest} sees to that.
 */
final class Pool<P> {

    static final int SIZE = 1_024;

    private static final long CAPACITY_BYTES = 64 << 20;
    private static final AtomicLong FRESH = new AtomicLong();
    private static final Region REGION = openUnlinked();

    private final List<P> primitives = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    Pool(String name, BiFunction<Region, String, P> create) {
        for (int i = 0; i < SIZE; i++) {
            primitives.add(create.apply(REGION, name + i));
        }
    }

    P next() {
        return primitives.get(Math.floorMod(next.getAndIncrement(), SIZE));
    }

    /** A name that nothing in the region has had. */
    static String fresh() {
        return "fresh" + FRESH.getAndIncrement();
    }

    static Region region() {
        return REGION;
    }

    /** One region a JVM, without a name: nothing is left when jcstress ends its JVMs. */
    private static Region openUnlinked() {
        try {
            Path directory = Files.createTempDirectory("interlock-ordering-");
            Region region = Region.builder(directory.resolve("region"))
                    .capacity(CAPACITY_BYTES)
                    .open();
            region.unlink();
            Files.delete(directory);
            return region;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
