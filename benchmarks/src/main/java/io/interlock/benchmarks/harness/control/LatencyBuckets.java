package io.interlock.benchmarks.harness.control;

/**
 * The buckets in which Java, C and Python workers count latencies alike: one per nanosecond below {@value #SUB_BUCKETS},
 * then {@value #SUB_BUCKETS} per power of two, so that a bucket is at most 0.8 % wide. The last reaches beyond a quarter
 * of an hour.
 */
public final class LatencyBuckets {

    static final int SUB_BUCKETS = 128;
    static final int SUB_BUCKET_BITS = 7;
    static final int HIGHEST_EXPONENT = 40;

    public static final int COUNT = (HIGHEST_EXPONENT - SUB_BUCKET_BITS + 2) * SUB_BUCKETS;

    private LatencyBuckets() {}

    /** The bucket of a latency; negative ones count as 0, those beyond the last bucket in it. */
    public static int indexOf(long latencyNs) {
        if (latencyNs < SUB_BUCKETS) {
            return (int) Math.max(latencyNs, 0);
        }
        int shift = 63 - Long.numberOfLeadingZeros(latencyNs) - SUB_BUCKET_BITS;
        // The leading bit of (latency >> shift) is the 128 that the next power of two starts with.
        return Math.min(shift * SUB_BUCKETS + (int) (latencyNs >> shift), COUNT - 1);
    }

    /** The middle of a bucket: what its latencies are taken for. */
    public static long valueAt(int index) {
        if (index < 2 * SUB_BUCKETS) {
            return index;
        }
        int shift = index / SUB_BUCKETS - 1;
        long lowest = (long) (index - shift * SUB_BUCKETS) << shift;
        return lowest + (1L << shift) / 2;
    }
}
