package io.interlock.collection;

import io.interlock.Region;
import java.util.SplittableRandom;

/** Writes, replaces and removes values of random keys. */
final class MapStormWorker extends StormWorker {

    private static final int KEYS = 500;

    private final ShmMap<String, byte[]> map;

    MapStormWorker(Region region, int index, SplittableRandom random) {
        super(region, index, random);
        this.map = region.map("map", Codecs.string(), Codecs.bytes());
    }

    @Override
    void change() {
        String key = key();
        switch (random.nextInt(6)) {
            case 0, 1 -> map.set(key, StormValue.next(random));
            case 2 -> check(map.put(key, StormValue.next(random)));
            case 3 -> check(map.remove(key));
            case 4 ->
                map.compute(key, (k, old) -> {
                    check(old);
                    return StormValue.next(random);
                });
            default -> check(map.putIfAbsent(key, StormValue.next(random)));
        }
    }

    @Override
    void count(int worker) {
        map.merge(
                "count " + worker,
                StormValue.ofCount(1),
                (one, other) -> StormValue.ofCount(StormValue.countOf(one) + StormValue.countOf(other)));
    }

    @Override
    long countOf(int worker) {
        byte[] count = map.get("count " + worker);
        return count == null ? 0 : StormValue.countOf(count);
    }

    @Override
    void look() {
        String key = key();
        check(map.get(key));
        map.getWith(key, bytes -> bytes.remaining() > StormValue.HEAD_BYTES ? bytes.get(StormValue.HEAD_BYTES) : 0);
        if (random.nextInt(1_000) == 0) {
            map.forEach((k, value) -> {
                if (k.startsWith("key")) {
                    check(value);
                }
            });
        }
    }

    @Override
    Iterable<String> verify() {
        return map.verify();
    }

    private String key() {
        return "key " + random.nextInt(KEYS);
    }
}
