package io.interlock.benchmarks.harness.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyBucketsTest {

    @Test
    void nanosecondsBelowTheSecondPowerAreExact() {
        for (int latency = 0; latency < 256; latency++) {
            assertThat(LatencyBuckets.valueAt(LatencyBuckets.indexOf(latency))).isEqualTo(latency);
        }
    }

    @Test
    void indexesGrowWithoutGapsOverTheBucketsEdges() {
        int last = 255;
        for (int exponent = 8; exponent <= 20; exponent++) {
            for (int sub = 128; sub < 256; sub++) {
                long lowest = (long) sub << (exponent - 7);
                assertThat(LatencyBuckets.indexOf(lowest)).isEqualTo(last + 1);
                assertThat(LatencyBuckets.indexOf(lowest - 1)).isEqualTo(last);
                last++;
            }
        }
    }

    @Test
    void whatLiesOutsideCountsInTheFirstAndLastBucket() {
        assertThat(LatencyBuckets.indexOf(-5)).isZero();
        assertThat(LatencyBuckets.indexOf(Long.MAX_VALUE)).isEqualTo(LatencyBuckets.COUNT - 1);
    }

    @Test
    void percentilesAreWithinOnePercentOfHdrHistograms() {
        long seed = 42;
        Random random = new Random(seed);
        Histogram expected = new Histogram(5);
        Histogram actual = new Histogram(5);
        for (int i = 0; i < 200_000; i++) {
            // From tens of nanoseconds to hundreds of milliseconds.
            long latency = (long) Math.exp(3 + 16 * random.nextDouble());
            expected.recordValue(latency);
            actual.recordValue(LatencyBuckets.valueAt(LatencyBuckets.indexOf(latency)));
        }
        for (double percentile : new double[] {1, 50, 90, 99, 99.9, 99.99, 100}) {
            assertThat((double) actual.getValueAtPercentile(percentile))
                    .as("p%s, seed %s", percentile, seed)
                    .isCloseTo((double) expected.getValueAtPercentile(percentile), Percentage.withPercentage(1));
        }
        assertThat(actual.getMean()).isCloseTo(expected.getMean(), within(expected.getMean() / 100));
    }
}
