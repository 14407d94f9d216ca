package io.interlock.reports.shapes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** As Caffeine's {@code GetPutBenchmark}: throughput, parameters, several threads, and groups with a result for each member. */
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CacheShape {

    private static final int KEYS = 1 << 10;

    @Param({"hash", "skipList"})
    private String cacheType = "hash";

    private Map<Integer, Integer> cache = Map.of();

    @Setup
    public void fill() {
        cache = cacheType.equals("hash") ? new ConcurrentHashMap<>() : new ConcurrentSkipListMap<>();
        for (int i = 0; i < KEYS; i++) {
            cache.put(i, i);
        }
    }

    private static int key() {
        return ThreadLocalRandom.current().nextInt(KEYS);
    }

    @Benchmark
    @Group("readOnly")
    @GroupThreads(2)
    public Object readOnly() {
        return cache.getOrDefault(key(), 0);
    }

    @Benchmark
    @Group("readWrite")
    @GroupThreads(1)
    public Object readWriteGet() {
        return cache.getOrDefault(key(), 0);
    }

    @Benchmark
    @Group("readWrite")
    @GroupThreads(1)
    public Object readWritePut() {
        int key = key();
        return String.valueOf(cache.put(key, key));
    }
}
