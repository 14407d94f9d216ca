package io.interlock.internal.ring;

import java.util.function.BooleanSupplier;

/**
 * The first looks of a consumer that has found nothing, before a wait that looks at more.
 *
 * <p>Where records come without pause, a consumer that looks for each at once takes its cache line from the producer while that still
 * writes there, and both spend more on the line than on the record. So when several waits in succession were over at the first
 * looks, the consumer lets records gather before it looks again; when there is none then, it was no stream, or is none any more.
 */
public final class BatchingBackoff {

    private static final int LOOKS = 4;
    private static final int WAITS_OF_A_STREAM = 8;

    /** Less than a microsecond. */
    private static final int PAUSES_TO_GATHER = 16;

    private final BooleanSupplier isReadable;

    /** So many waits in succession ended here. Not synchronised: a lost count costs a look. */
    private int shortWaits;

    public BatchingBackoff(BooleanSupplier isReadable) {
        this.isReadable = isReadable;
    }

    /** True if there is a record by now. */
    public boolean found() {
        if (shortWaits >= WAITS_OF_A_STREAM) {
            for (int i = 0; i < PAUSES_TO_GATHER; i++) {
                Thread.onSpinWait();
            }
            if (isReadable.getAsBoolean()) {
                return true;
            }
            shortWaits = 0;
        }
        for (int i = 0; i < LOOKS; i++) {
            Thread.onSpinWait();
            if (isReadable.getAsBoolean()) {
                shortWaits++;
                return true;
            }
        }
        shortWaits = 0;
        return false;
    }
}
