package io.interlock.benchmarks;

import io.interlock.benchmarks.contest.Fork;
import io.interlock.benchmarks.contest.Solo;
import io.interlock.benchmarks.driver.Driver;
import io.interlock.benchmarks.driver.Implementation;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A primitive that one thread has for itself; only of implementations that run in a JVM. */
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public abstract class UncontendedState {

    private Solo solo;

    abstract Implementation implementation();

    /** Gets what is to be used, for a field of its own. */
    abstract void use(Driver driver);

    @Setup(Level.Trial)
    public void open() {
        Fork.current().watch();
        solo = Solo.open(implementation());
        use(solo.driver());
    }

    @TearDown(Level.Trial)
    public void close() {
        solo.close();
    }
}
