package io.interlock.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.internal.alloc.SlotFormat;
import org.junit.jupiter.api.Test;

/** The numbers of {@code core/docs/layout.md}: another number is another format version. */
class CollectionLayoutTest {

    @Test
    void anArenasWordsAreWhereTheyWere() {
        assertThat(ArenaLayout.LOCK).isEqualTo(0);
        assertThat(ArenaLayout.REPAIRED).isEqualTo(24);
        assertThat(ArenaLayout.COUNT).isEqualTo(32);
        assertThat(ArenaLayout.SPARE).isEqualTo(40);
        assertThat(ArenaLayout.CURRENT).isEqualTo(48);
        assertThat(ArenaLayout.GARBAGE).isEqualTo(56);
        assertThat(ArenaLayout.FILLED).isEqualTo(64);
        assertThat(ArenaLayout.CHUNKS).isEqualTo(72);
        assertThat(ArenaLayout.CAPACITY).isEqualTo(80);
        assertThat(ArenaLayout.MOD).isEqualTo(128);
        assertThat(ArenaLayout.ROOT).isEqualTo(136);
        assertThat(ArenaLayout.BYTES).isEqualTo(256);
    }

    @Test
    void aChunkIsWhatItWas() {
        assertThat(ChunkLayout.SIZE).isEqualTo(0);
        assertThat(ChunkLayout.USED).isEqualTo(4);
        assertThat(ChunkLayout.DEAD).isEqualTo(8);
        assertThat(ChunkLayout.NEXT).isEqualTo(16);
        assertThat(ChunkLayout.PREV).isEqualTo(24);
        assertThat(ChunkLayout.BLOCKS).isEqualTo(32);
    }

    @Test
    void aBlockIsWhatItWas() {
        assertThat(BlockLayout.SIZE).isEqualTo(0);
        assertThat(BlockLayout.CHUNK).isEqualTo(4);
        assertThat(BlockLayout.TYPE).isEqualTo(8);
        assertThat(BlockLayout.HASH).isEqualTo(12);
        assertThat(BlockLayout.KEY_BYTES).isEqualTo(16);
        assertThat(BlockLayout.VALUE_BYTES).isEqualTo(20);
        assertThat(BlockLayout.KEY).isEqualTo(24);
        assertThat(BlockLayout.type(4 * 7 + BlockLayout.TABLE)).isEqualTo(BlockLayout.TABLE);
        assertThat(BlockLayout.isBeingWritten(4 * 7 + BlockLayout.ENTRY)).isTrue();
        assertThat(BlockLayout.isBeingWritten(4 * 8 + BlockLayout.ENTRY)).isFalse();
        assertThat(BlockLayout.isFirstVersion(BlockLayout.ENTRY)).isTrue();
        assertThat(BlockLayout.isFirstVersion(4 * -1 + BlockLayout.ENTRY)).isFalse();
        assertThat(BlockLayout.isFirstVersion(4 * -1 + BlockLayout.ENTRY + BlockLayout.VERSION))
                .isTrue();
        assertThat(BlockLayout.value(3)).isEqualTo(32);
        assertThat(BlockLayout.sizeOfEntry(3, 9)).isEqualTo(48);
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
