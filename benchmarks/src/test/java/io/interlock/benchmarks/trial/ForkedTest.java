package io.interlock.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.benchmarks.peer.PrimitiveKind;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Fork;

class ForkedTest {

    @Test
    void workersAreStartedWithTheOptionsOfTheirFork() throws Exception {
        for (PrimitiveKind kind : PrimitiveKind.values()) {
            Class<?> forked = Class.forName(kind.benchmark()).getSuperclass();
            assertThat(Forked.options(kind))
                    .as(kind.benchmark())
                    .containsExactly(forked.getAnnotation(Fork.class).jvmArgsPrepend());
        }
    }
}
