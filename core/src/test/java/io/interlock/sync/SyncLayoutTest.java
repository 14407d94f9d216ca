package io.interlock.sync;

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
}
