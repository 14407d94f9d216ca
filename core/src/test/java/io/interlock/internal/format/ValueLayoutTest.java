package io.interlock.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmBooleanArray;
import io.interlock.value.ShmByteArray;
import io.interlock.value.ShmCharArray;
import io.interlock.value.ShmFloatArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The numbers of {@code core/docs/layout.md}. */
class ValueLayoutTest {

    private static final int FIRST_ENTRY = 2_101_248;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    @Test
    void aValueAndAnArrayAreWhereTheyWere() {
        assertThat(ValueLayout.LOCK).isEqualTo(0);
        assertThat(ValueLayout.VALUE).isEqualTo(64);
        assertThat(ValueLayout.BYTES).isEqualTo(128);
        assertThat(ArrayLayout.LOCK).isEqualTo(0);
        assertThat(ArrayLayout.ELEMENTS).isEqualTo(128);
        assertThat(ArrayLayout.bytes(0, 8)).isEqualTo(128);
        assertThat(ArrayLayout.bytes(1, 1)).isEqualTo(256);
        assertThat(ArrayLayout.bytes(17, 8)).isEqualTo(384);
        // The longest still fits into an int, and an entry.
        assertThat(ArrayLayout.requireLength((1 << 30) - 5_000, 1)).isEqualTo((1 << 30) - 5_000);
        assertThat(ArrayLayout.bytes((1 << 30) - 5_000, 1)).isPositive();
    }

    @Test
    void valuesHaveTheBytesThatTheDocumentNames() throws IOException {
        region.doubleValue("double", 1.5);
        region.floatValue("float", -2.5f);
        region.intValue("int", -3);
        region.shortValue("short", (short) -4);
        region.byteValue("byte", (byte) -5);
        region.charValue("char", '\uffff');
        region.booleanValue("boolean", true);
        ByteBuffer file = file();
        assertThat(file.getDouble(valueOf(0))).isEqualTo(1.5);
        assertThat(file.getFloat(valueOf(1))).isEqualTo(-2.5f);
        int[] ints = {-3, -4, -5, 0xFFFF, 1};
        int[] kinds = {11, 14, 15, 16, 17};
        for (int i = 0; i < ints.length; i++) {
            assertThat(file.getInt(valueOf(i + 2))).as("value " + i).isEqualTo(ints[i]);
            assertThat(file.getInt(FIRST_ENTRY + (i + 2) * 256 + 8))
                    .as("kind " + i)
                    .isEqualTo(kinds[i]);
        }
        assertThat(file.getInt(FIRST_ENTRY + 8)).isEqualTo(12);
        assertThat(file.getInt(FIRST_ENTRY + 256 + 8)).isEqualTo(13);
    }

    private static int valueOf(int entry) {
        return FIRST_ENTRY + entry * 256 + 128 + 64;
    }

    @Test
    void elementsStandSideBySide() throws IOException {
        ShmByteArray bytes = region.byteArray("bytes", 5);
        ShmCharArray chars = region.charArray("chars", 3);
        ShmFloatArray floats = region.floatArray("floats", 2);
        ShmBooleanArray booleans = region.booleanArray("booleans", 4);
        for (int i = 0; i < 5; i++) {
            // By compare-and-set of the word around it, whose byte order has to be the machine's.
            assertThat(bytes.compareAndSet(i, (byte) 0, (byte) (i - 2))).isTrue();
        }
        chars.getAndSet(1, 'x');
        floats.set(1, 0.25f);
        booleans.compareAndExchange(2, false, true);
        ByteBuffer file = file();
        for (int i = 0; i < 5; i++) {
            assertThat(file.get(elementsOf(0) + i)).as("byte " + i).isEqualTo((byte) (i - 2));
        }
        assertThat(file.getChar(elementsOf(1) + 2)).isEqualTo('x');
        assertThat(file.getFloat(elementsOf(2) + 4)).isEqualTo(0.25f);
        assertThat(file.get(elementsOf(3) + 2)).isEqualTo((byte) 1);
        assertThat(file.get(elementsOf(3) + 1)).isEqualTo((byte) 0);
        assertThat(file.getLong(FIRST_ENTRY)).isEqualTo(384);
        assertThat(file.getInt(FIRST_ENTRY + 8)).isEqualTo(26);
        assertThat(file.getLong(FIRST_ENTRY + 24)).isEqualTo(256);
    }

    private static int elementsOf(int entry) {
        return FIRST_ENTRY + entry * 384 + 128 + 128;
    }

    private ByteBuffer file() throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(workspace.path())).order(ByteOrder.nativeOrder());
    }
}
