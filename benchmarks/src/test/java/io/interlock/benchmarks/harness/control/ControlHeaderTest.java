package io.interlock.benchmarks.harness.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code control.h} says what the Java classes say. */
class ControlHeaderTest {

    @Test
    void offsetsAndCodesAreTheSameInJavaAndC() throws Exception {
        Map<String, Long> java = new TreeMap<>();
        for (Field field : ControlLayout.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                java.put("CONTROL_" + field.getName(), field.getLong(null));
            }
        }
        java.put("LATENCY_SUB_BUCKETS", (long) LatencyBuckets.SUB_BUCKETS);
        java.put("LATENCY_SUB_BUCKET_BITS", (long) LatencyBuckets.SUB_BUCKET_BITS);
        java.put("LATENCY_COUNT", (long) LatencyBuckets.COUNT);
        for (Command command : Command.values()) {
            java.put("COMMAND_" + command, (long) command.code());
        }
        for (Shape shape : Shape.values()) {
            java.put("SHAPE_" + shape, (long) shape.code());
        }
        for (WorkerState state : WorkerState.values()) {
            java.put("STATE_" + state, (long) state.code());
        }

        assertThat(definitionsOfHeader()).isEqualTo(java);
    }

    @Test
    void codesAreTheirOwnIndexes() {
        for (Command command : Command.values()) {
            assertThat(Command.of(command.code())).isEqualTo(command);
        }
        for (WorkerState state : WorkerState.values()) {
            assertThat(WorkerState.of(state.code())).isEqualTo(state);
        }
        for (Shape shape : Shape.values()) {
            assertThat(Shape.of(shape.code())).isEqualTo(shape);
        }
    }

    @Test
    void noTwoWorkersShareALine() {
        assertThat(ControlLayout.WORKER % 128).isZero();
        assertThat(ControlLayout.WORKER_BYTES % 128).isZero();
        assertThat(ControlLayout.GROUP % 128).isZero();
        assertThat(ControlLayout.GROUP_BYTES % 128).isZero();
    }

    private static Map<String, Long> definitionsOfHeader() throws IOException {
        Map<String, Long> definitions = new TreeMap<>();
        try (InputStream header =
                ControlHeaderTest.class.getResourceAsStream("/io/interlock/benchmarks/peer/control.h")) {
            assertThat(header).isNotNull();
            String text = new String(header.readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = Pattern.compile("(?m)^#define (\\w+) (\\w+)$").matcher(text);
            while (matcher.find()) {
                definitions.put(matcher.group(1), Long.decode(matcher.group(2)));
            }
        }
        return definitions;
    }
}
