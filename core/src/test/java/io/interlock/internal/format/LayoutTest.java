package io.interlock.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.internal.pages.PageAllocator;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The numbers of {@code core/docs/layout.md}: another number is another format version. */
class LayoutTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    void theHeaderIsWhereItWas() {
        assertThat(HeaderLayout.MAGIC).isEqualTo(0);
        assertThat(HeaderLayout.VERSION).isEqualTo(8);
        assertThat(HeaderLayout.BYTE_ORDER).isEqualTo(12);
        assertThat(HeaderLayout.FILE_BYTES).isEqualTo(16);
        assertThat(HeaderLayout.CREATION_ID).isEqualTo(24);
        assertThat(HeaderLayout.CREATED_MS).isEqualTo(32);
        assertThat(HeaderLayout.CREATOR_PID).isEqualTo(40);
        assertThat(HeaderLayout.CREATOR_PID_NS).isEqualTo(48);
        assertThat(HeaderLayout.PROTOCOL).isEqualTo(56);
        assertThat(HeaderLayout.SLOTS).isEqualTo(60);
        assertThat(HeaderLayout.LIBRARY).isEqualTo(64);
        assertThat(HeaderLayout.LIBRARY_BYTES).isEqualTo(32);
        assertThat(HeaderLayout.ADMIN_MUTEX).isEqualTo(128);
        assertThat(HeaderLayout.SLOTS_BACKED).isEqualTo(192);
        assertThat(HeaderLayout.SLOT_HINT).isEqualTo(196);
        assertThat(HeaderLayout.DIRECTORY_BACKED).isEqualTo(200);
        assertThat(HeaderLayout.UNLINKED).isEqualTo(208);
        assertThat(HeaderLayout.UNLINK_UNUSED).isEqualTo(212);
        assertThat(HeaderLayout.BYTES).isEqualTo(4096);
        assertThat(HeaderLayout.VERSION_VALUE).isEqualTo(5);
        assertThat(HeaderLayout.BYTE_ORDER_VALUE).isEqualTo(1);
    }

    @Test
    void aSlotIsWhereItWas() {
        assertThat(SlotLayout.LIFE).isEqualTo(0);
        assertThat(SlotLayout.GENERATION).isEqualTo(64);
        assertThat(SlotLayout.PID).isEqualTo(72);
        assertThat(SlotLayout.PID_NS).isEqualTo(80);
        assertThat(SlotLayout.CLAIMED_MS).isEqualTo(88);
        assertThat(SlotLayout.SLEEPS_ON).isEqualTo(96);
        assertThat(SlotLayout.ACTIVE).isEqualTo(104);
        assertThat(SlotLayout.BYTES).isEqualTo(128);
        assertThat(Owner.MAX_SLOTS).isEqualTo(16_384);
        assertThat(HeaderLayout.directoryBegin(Owner.MAX_SLOTS)).isEqualTo(2_101_248);
    }

    @Test
    void anEntryIsWhereItWas() {
        assertThat(EntryLayout.SIZE).isEqualTo(0);
        assertThat(EntryLayout.KIND).isEqualTo(8);
        assertThat(EntryLayout.NAME_BYTES).isEqualTo(12);
        assertThat(EntryLayout.CONFIG_BYTES).isEqualTo(16);
        assertThat(EntryLayout.BODY).isEqualTo(20);
        assertThat(EntryLayout.BODY_BYTES).isEqualTo(24);
        assertThat(EntryLayout.CREATED_MS).isEqualTo(32);
        assertThat(EntryLayout.CREATOR_PID).isEqualTo(40);
        assertThat(EntryLayout.CREATOR_PID_NS).isEqualTo(48);
        assertThat(EntryLayout.NAME).isEqualTo(56);
        assertThat(EntryLayout.KIND_FILLER).isEqualTo(0);
        assertThat(Kind.LOCK.code()).isEqualTo(1);
        assertThat(Kind.LONG.code()).isEqualTo(2);
        assertThat(Kind.REENTRANT_LOCK.code()).isEqualTo(3);
        assertThat(Kind.SEMAPHORE.code()).isEqualTo(4);
        assertThat(Kind.EVENT.code()).isEqualTo(5);
        assertThat(Kind.LATCH.code()).isEqualTo(6);
        assertThat(Kind.INT.code()).isEqualTo(11);
        assertThat(Kind.BOOLEAN.code()).isEqualTo(17);
        assertThat(Kind.LONG_ARRAY.code()).isEqualTo(21);
        assertThat(Kind.BOOLEAN_ARRAY.code()).isEqualTo(28);
        assertThat(HeaderLayout.PIECE_BYTES).isEqualTo(1 << 30);
    }

    @Test
    void anOwnerWordHoldsGenerationAndSlot() {
        Owner owner = Owner.of(Thread.currentThread(), 5, 7);
        assertThat(owner.word()).isEqualTo(7L << 16 | 6);
        assertThat(Owner.slotOf(owner.word())).isEqualTo(5);
        assertThat(Owner.generationOf(owner.word())).isEqualTo(7);
        assertThat(Owner.generationAfter((1L << 32) - 1)).isZero();
        assertThat(Protocol.FUTEX_ASYMMETRIC.code()).isEqualTo(1);
        assertThat(Protocol.FUTEX.code()).isEqualTo(2);
        assertThat(Protocol.PORTABLE.code()).isEqualTo(3);
    }

    @Test
    void aFileHasTheBytesThatTheDocumentNames() throws IOException {
        workspace.open().longValue("counter").set(0x0102_0304_0506_0708L);
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(workspace.path())).order(ByteOrder.nativeOrder());
        assertThat(file.getLong(0)).isEqualTo(HeaderLayout.MAGIC_VALUE);
        assertThat(file.getInt(8)).isEqualTo(5);
        assertThat(file.getInt(12)).isEqualTo(1);
        assertThat(file.getLong(16)).isEqualTo(file.capacity());
        assertThat(file.getLong(40)).isEqualTo(ProcessHandle.current().pid());
        assertThat(file.getInt(60)).isEqualTo(16_384);
        int entry = 2_101_248;
        assertThat(file.getLong(entry)).isEqualTo(256);
        assertThat(file.getInt(entry + 8)).isEqualTo(2);
        assertThat(file.getInt(entry + 12)).isEqualTo("counter".length());
        assertThat(file.getInt(entry + 16)).isEqualTo(0);
        assertThat(file.getInt(entry + 20)).isEqualTo(128);
        assertThat(file.getLong(entry + 24)).isEqualTo(128);
        assertThat((char) file.get(entry + 56)).isEqualTo('c');
        assertThat(file.getLong(entry + 128 + 64)).isEqualTo(0x0102_0304_0506_0708L);
        assertThat(file.getLong(entry + 256)).as("no entry follows").isZero();
    }

    @Test
    void thePoolIsWhereItWas() {
        assertThat(HeaderLayout.POOL).isEqualTo(2048);
        assertThat(PoolLayout.LOCK).isEqualTo(0);
        assertThat(PoolLayout.COMPACTION).isEqualTo(128);
        assertThat(PoolLayout.PAGES).isEqualTo(256);
        assertThat(PoolLayout.TABLE_BACKED).isEqualTo(264);
        assertThat(PoolLayout.FREE).isEqualTo(272);
        assertThat(PoolLayout.HINT).isEqualTo(280);
        assertThat(PoolLayout.REPAIRED).isEqualTo(288);
        assertThat(PoolLayout.BYTES).isEqualTo(384);
        assertThat(PageAllocator.PAGE_BYTES).isEqualTo(4_096);
        assertThat(PoolLayout.used(3, 1 << 20)).isEqualTo(0x4000_0200_0000_0003L);
        assertThat(PoolLayout.free(3)).isEqualTo(3);
    }
}
