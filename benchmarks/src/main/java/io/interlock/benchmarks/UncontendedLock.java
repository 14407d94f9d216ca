package io.interlock.benchmarks;

import io.interlock.benchmarks.contest.Fork;
import io.interlock.benchmarks.contest.SoloLock;
import io.interlock.benchmarks.lock.Implementation;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A lock that one thread has for itself; only of implementations that run in a JVM. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls open() first.
public class UncontendedLock {

    @Param({
        "interlock",
        "interlock-portable",
        "interlock-reentrant",
        "reentrant-lock",
        "file-channel",
        "jna-pthread-robust",
        "jna-pthread-normal"
    })
    public String implementation;

    private SoloLock lock;

    @Setup(Level.Trial)
    public void open() {
        Fork.current().watch();
        lock = SoloLock.open(Implementation.of(implementation));
    }

    @TearDown(Level.Trial)
    public void close() {
        lock.close();
    }

    void lockAndUnlock() {
        lock.driver().lock();
        lock.driver().unlock();
    }
}
