package io.interlock.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.benchmarks.ListBenchmark;
import io.interlock.benchmarks.LockBenchmark;
import io.interlock.benchmarks.MapBenchmark;
import io.interlock.benchmarks.PipeBenchmark;
import io.interlock.benchmarks.QueueBenchmark;
import io.interlock.benchmarks.driver.Subject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Fork;

class JvmOptionsTest {

    @Test
    void contendersAreStartedWithTheOptionsOfTheFork() {
        Map<Subject, Class<?>> benchmarks = Map.of(
                Subject.LOCK, LockBenchmark.class,
                Subject.QUEUE, QueueBenchmark.class,
                Subject.PIPE, PipeBenchmark.class,
                Subject.MAP, MapBenchmark.class,
                Subject.LIST, ListBenchmark.class);
        benchmarks.forEach((subject, benchmark) -> {
            Fork fork = benchmark.getSuperclass().getAnnotation(Fork.class);
            assertThat(JvmOptions.of(subject)).containsExactly(fork.jvmArgsPrepend());
        });
    }
}
