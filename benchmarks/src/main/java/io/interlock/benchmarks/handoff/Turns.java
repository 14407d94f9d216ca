package io.interlock.benchmarks.handoff;

import java.io.Serializable;

/**
 * How one end of a pair hands over and waits. A round trip is, at the first end, handing over and waiting; at the second,
 * waiting and handing over. Where both ends meet instead, as at a barrier, one of the two does all and the other nothing.
 *
 * <p>It travels to the process that is this end, with the primitives that it uses.
 */
public interface Turns extends Serializable {

    void handOver();

    void await() throws InterruptedException;
}
