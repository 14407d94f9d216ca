package io.interlock.internal.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.internal.format.RecordLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slots of regions of all sizes, up to the least one with wide slots. */
class SlotFormatTest {

    private static final long NUMBER = 0x0123_4567_89AB_CDEFL;
    private static final int PAGE = 4096;

    private static final long LARGEST_OF_NARROW = 2L << 30;

    @ParameterizedTest
    @ValueSource(longs = {3L << 20, 64 << 20, (64 << 20) + PAGE, LARGEST_OF_NARROW, LARGEST_OF_NARROW + PAGE})
    void aSlotTellsWhereItsEntryIsAndWhichKeyItMayHave(long fileBytes) {
        SlotFormat form = SlotFormat.ofRegion(fileBytes);
        long last = fileBytes - RecordLayout.UNIT;
        for (long number : new long[] {0, -1, NUMBER}) {
            long slot = form.slot(number, last);
            assertThat(form.entry(slot)).isEqualTo(last);
            assertThat(form.tagMatches(slot, number)).isTrue();
            assertThat(form.tagMatches(slot, ~number)).isFalse();
            assertThat(form.tagMatches(slot, number ^ 1L << 32)).isFalse();
            long moved = form.moved(slot, PAGE);
            assertThat(form.entry(moved)).isEqualTo(PAGE);
            assertThat(form.tagMatches(moved, number)).isTrue();
            assertThat(form.tagMatches(moved, ~number)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3L << 20, LARGEST_OF_NARROW, LARGEST_OF_NARROW + PAGE})
    void aSlotWithoutAnEntryIsNoKeys(long fileBytes) {
        SlotFormat form = SlotFormat.ofRegion(fileBytes);
        // Also where the number has nothing but zeros for a tag.
        for (long number : new long[] {0, 1, -1, NUMBER}) {
            assertThat(form.tagMatches(SlotFormat.EMPTY, number)).isFalse();
            assertThat(form.tagMatches(SlotFormat.REMOVED, number)).isFalse();
        }
    }
}
