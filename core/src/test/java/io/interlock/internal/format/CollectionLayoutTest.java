package io.interlock.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.internal.alloc.SlotFormat;
import org.junit.jupiter.api.Test;

/** The numbers of {@code core/docs/layout.md}: another number is another format version. */
class CollectionLayoutTest {

    @Test
    void aLogsWordsAreWhereTheyWere() {
        assertThat(LogLayout.LOCK).isEqualTo(0);
        assertThat(LogLayout.REPAIRED).isEqualTo(24);
        assertThat(LogLayout.COUNT).isEqualTo(32);
        assertThat(LogLayout.RECYCLED).isEqualTo(40);
        assertThat(LogLayout.CURRENT).isEqualTo(48);
        assertThat(LogLayout.GARBAGE).isEqualTo(56);
        assertThat(LogLayout.FILLED).isEqualTo(64);
        assertThat(LogLayout.SEGMENTS).isEqualTo(72);
        assertThat(LogLayout.CAPACITY).isEqualTo(80);
        assertThat(LogLayout.EPOCH).isEqualTo(128);
        assertThat(LogLayout.ROOT).isEqualTo(136);
        assertThat(LogLayout.BYTES).isEqualTo(256);
    }

    @Test
    void aChunkIsWhatItWas() {
        assertThat(SegmentLayout.SIZE).isEqualTo(0);
        assertThat(SegmentLayout.USED).isEqualTo(4);
        assertThat(SegmentLayout.DEAD).isEqualTo(8);
        assertThat(SegmentLayout.NEXT).isEqualTo(16);
        assertThat(SegmentLayout.PREV).isEqualTo(24);
        assertThat(SegmentLayout.RECORDS).isEqualTo(32);
    }

    @Test
    void aBlockIsWhatItWas() {
        assertThat(RecordLayout.SIZE).isEqualTo(0);
        assertThat(RecordLayout.SEGMENT).isEqualTo(4);
        assertThat(RecordLayout.TYPE).isEqualTo(8);
        assertThat(RecordLayout.HASH).isEqualTo(12);
        assertThat(RecordLayout.KEY_BYTES).isEqualTo(16);
        assertThat(RecordLayout.VALUE_BYTES).isEqualTo(20);
        assertThat(RecordLayout.KEY).isEqualTo(24);
        assertThat(RecordLayout.type(4 * 7 + RecordLayout.TABLE)).isEqualTo(RecordLayout.TABLE);
        assertThat(RecordLayout.isBeingWritten(4 * 7 + RecordLayout.ENTRY)).isTrue();
        assertThat(RecordLayout.isBeingWritten(4 * 8 + RecordLayout.ENTRY)).isFalse();
        assertThat(RecordLayout.isFirstSequence(RecordLayout.ENTRY)).isTrue();
        assertThat(RecordLayout.isFirstSequence(4 * -1 + RecordLayout.ENTRY)).isFalse();
        assertThat(RecordLayout.isFirstSequence(4 * -1 + RecordLayout.ENTRY + RecordLayout.SEQUENCE))
                .isTrue();
        assertThat(RecordLayout.value(3)).isEqualTo(32);
        assertThat(RecordLayout.sizeOfEntry(3, 9)).isEqualTo(48);
    }

    @Test
    void wordsOfATableAreWhatTheyWere() {
        long root = MapTable.root(0, 0x80, 8);
        assertThat(root).isEqualTo(0x0000_1000_0000_0403L);
        assertThat(MapTable.table(root)).isEqualTo(0x80);
        assertThat(MapTable.slots(root)).isEqualTo(8);
        assertThat(MapTable.table(MapTable.noTable(root))).isZero();
        assertThat(MapTable.stripe(-1L, 64)).isEqualTo(63);
        assertThat(MapTable.stripe(-1L, 1)).isZero();
    }

    @Test
    void aSlotOfALargeRegionIsWhatItWas() {
        SlotFormat form = SlotFormat.ofRegion((2L << 30) + 4096);
        assertThat(form.slot(0xFFAB_CDEF_0000_0007L, 0x80)).isEqualTo(0xABCD_EF00_0000_0010L);
        assertThat(form.entry(0xABCD_EF00_0000_0010L)).isEqualTo(0x80);
        assertThat(form.moved(0xABCD_EF00_0000_0010L, 0x100)).isEqualTo(0xABCD_EF00_0000_0020L);
        assertThat(form.tableBytes(8)).isEqualTo(24 + 8 * 8);
        assertThat(form.at(0x80, 3)).isEqualTo(0x80 + 24 + 3 * 8);
    }

    @Test
    void aSlotOfAnotherRegionIsWhatItWas() {
        SlotFormat form = SlotFormat.ofRegion(64 << 20);
        assertThat(form.slot(0xFFAB_CDEF_0000_0007L, 0x80)).isEqualTo(0xF780_0010L);
        assertThat(form.entry(0xF780_0010L)).isEqualTo(0x80);
        assertThat(form.moved(0xF780_0010L, 0x100)).isEqualTo(0xF780_0020L);
        assertThat(form.tableBytes(8)).isEqualTo(24 + 8 * 4);
        assertThat(form.at(0x80, 3)).isEqualTo(0x80 + 24 + 3 * 4);
        assertThat(SlotFormat.ofRegion((64 << 20) + 4096).slot(0xFFAB_CDEF_0000_0007L, 0x80))
                .isEqualTo(0xEF00_0010L);
    }
}
