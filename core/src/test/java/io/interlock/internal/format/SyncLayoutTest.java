package io.interlock.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The numbers of {@code core/docs/layout.md}. */
class SyncLayoutTest {

    @Test
    void aLockIsWhereItWas() {
        assertThat(LockLayout.STATE).isEqualTo(0);
        assertThat(LockLayout.WAITERS).isEqualTo(8);
        assertThat(LockLayout.ABANDONED).isEqualTo(16);
        assertThat(LockLayout.BYTES).isEqualTo(128);
        // Behind that stands the value that the lock belongs to, see ValueLayout.
        assertThat(LockLayout.ABANDONED + Long.BYTES).isLessThanOrEqualTo(64);
    }

    @Test
    void anEventIsWhereItWas() {
        assertThat(EventLayout.STATE).isEqualTo(0);
        assertThat(EventLayout.WAITERS).isEqualTo(8);
        assertThat(EventLayout.BYTES).isEqualTo(128);
    }

    @Test
    void aSemaphoreAndALatchAreWhereTheyWere() {
        assertThat(CountLayout.COUNT).isEqualTo(0);
        assertThat(CountLayout.WAITERS).isEqualTo(8);
        assertThat(CountLayout.BYTES).isEqualTo(128);
    }

    @Test
    void aReadWriteLockIsWhereItWas() {
        assertThat(ReadWriteLayout.WRITER).isEqualTo(0);
        assertThat(ReadWriteLayout.TICKET).isEqualTo(128);
        assertThat(ReadWriteLayout.TICKET_WAITERS).isEqualTo(136);
        assertThat(ReadWriteLayout.DRAIN_WAITERS).isEqualTo(140);
        assertThat(ReadWriteLayout.LINES).isEqualTo(144);
        assertThat(ReadWriteLayout.slot(0)).isEqualTo(256);
        assertThat(ReadWriteLayout.slot(511)).isEqualTo(256 + 511 * 8);
        assertThat(ReadWriteLayout.BYTES).isEqualTo(4_352);
    }

    @Test
    void aConditionIsWhereItWas() {
        assertThat(ConditionLayout.ARRIVED).isEqualTo(0);
        assertThat(ConditionLayout.HEAD).isEqualTo(128);
        assertThat(ConditionLayout.BASE).isEqualTo(8);
        assertThat(ConditionLayout.owner(0)).isEqualTo(256);
        assertThat(ConditionLayout.waiters(513)).isEqualTo(256 + 16 + 8);
        assertThat(ConditionLayout.BYTES).isEqualTo(8_448);
    }

    @Test
    void aBoundedSemaphoreIsWhereItWas() {
        assertThat(BoundedLayout.BYTES_COUNTING).isEqualTo(CountLayout.BYTES);
        assertThat(BoundedLayout.MUTEX).isEqualTo(128);
        assertThat(BoundedLayout.owner(0)).isEqualTo(256);
        assertThat(BoundedLayout.held(1)).isEqualTo(256 + 16 + 8);
        assertThat(BoundedLayout.BYTES_OWNING).isEqualTo(4_352);
    }

    @Test
    void aBarrierIsWhereItWas() {
        assertThat(BarrierLayout.STATE).isEqualTo(0);
        assertThat(BarrierLayout.WAITERS).isEqualTo(8);
        assertThat(BarrierLayout.broken(0)).isEqualTo(16);
        assertThat(BarrierLayout.broken(BarrierLayout.REMEMBERED - 1)).isEqualTo(112);
        assertThat(BarrierLayout.MUTEX).isEqualTo(128);
        assertThat(BarrierLayout.party(0, 0, 3)).isEqualTo(256);
        assertThat(BarrierLayout.party(1, 2, 3)).isEqualTo(256 + 5 * 8);
        assertThat(BarrierLayout.bytes(3)).isEqualTo(256 + 6 * 8);
    }
}
