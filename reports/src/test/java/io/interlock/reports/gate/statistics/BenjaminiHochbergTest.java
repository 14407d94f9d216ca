package io.interlock.reports.gate.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {

    @Test
    void theExampleOfTheArticleOfBenjaminiAndHochberg() {
        // Section 3.2 of their article of 1995: at 0.05 the four smallest count.
        double[] p = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0
        };
        assertThat(BenjaminiHochberg.cutOff(p, 0.05)).isEqualTo(0.0095);
    }

    @Test
    void aLargerOneThatCountsTakesSmallerOnesWithIt() {
        assertThat(BenjaminiHochberg.cutOff(new double[] {0.04, 0.03, 0.045}, 0.05))
                .isEqualTo(0.045);
    }

    @Test
    void noneCounts() {
        assertThat(BenjaminiHochberg.cutOff(new double[] {0.03, 0.5, 0.9}, 0.05))
                .isNegative();
        assertThat(BenjaminiHochberg.cutOff(new double[0], 0.05)).isNegative();
    }
}
