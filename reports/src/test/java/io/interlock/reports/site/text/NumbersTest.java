package io.interlock.reports.site.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.reports.gate.text.Numbers;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void threeSignificantDigits() {
        assertThat(Numbers.figure(5.3749)).isEqualTo("5.37");
        assertThat(Numbers.figure(0.012345)).isEqualTo("0.0123");
        assertThat(Numbers.figure(47.0)).isEqualTo("47.0");
        assertThat(Numbers.figure(1_734_567)).isEqualTo("1,730,000");
        assertThat(Numbers.figure(999.6)).isEqualTo("1,000");
        assertThat(Numbers.figure(0)).isEqualTo("0");
    }

    @Test
    void axesHaveNoTrailingZeros() {
        assertThat(Numbers.plain(10)).isEqualTo("10");
        assertThat(Numbers.plain(0.5)).isEqualTo("0.5");
        assertThat(Numbers.plain(1000)).isEqualTo("1,000");
        assertThat(Numbers.plain(0.1 + 0.2)).isEqualTo("0.3");
    }

    @Test
    void timesInTheUnitThatSuitsThem() {
        assertThat(Numbers.nanoseconds(275_000)).isEqualTo("275\u00a0µs");
        assertThat(Numbers.plainNanoseconds(10_000_000)).isEqualTo("10\u00a0ms");
        assertThat(Numbers.nanoseconds(2e9)).isEqualTo("2.00\u00a0s");
    }

    @Test
    void theSameInEveryLocale() {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Numbers.figure(1234.5)).isEqualTo("1,230");
            assertThat(Numbers.times(1.52)).isEqualTo("1.5\u00a0×");
        } finally {
            Locale.setDefault(usual);
        }
    }
}
