package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.CrashCase;
import io.interlock.testing.Workspace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A thread ends before each store of each operation of {@link CrashCases}; the others find it done or not begun. */
@Tag("exhaustive")
@Timeout(300) // watchdog against a hang
class CrashCasesTest {

    /** Room for a primitive of each case and store. */
    private static final int CAPACITY_BYTES = 16 << 20;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    static Stream<CrashCase<?>> all() {
        return CrashCases.all();
    }

    @BeforeEach
    void crashPointsAreOn() {
        assumeTrue(Boolean.getBoolean("interlock.crashPoints"), "started with -Dinterlock.crashPoints=true");
    }

    @ParameterizedTest
    @MethodSource("all")
    void survivorsFindNothingWrong(CrashCase<?> crashCase) throws Exception {
        assertThat(crashCase.run(workspace.open())).isPositive();
    }

    static Stream<CrashCase<?>> ofProcesses() {
        return CrashCases.ofProcesses();
    }

    /** A JVM for each store; stores are the same on every JDK. */
    @ParameterizedTest
    @MethodSource("ofProcesses")
    void survivorsOfAProcessFindNothingWrong(CrashCase<?> crashCase) throws Exception {
        assumeFalse("false".equals(System.getProperty("interlock.native")), "storms try this on the slower protocols");
        assumeFalse("false".equals(System.getProperty("interlock.futexWaitv")), "storms try this on older kernels");
        String path = workspace.path().toString();
        String name = crashCase.name();
        Region region = workspace.open();
        long stores = crashCase.run(
                region,
                k -> workspace.start(
                        () -> dieInProcess(path, name, k),
                        "-Dinterlock.crashPoints=true",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-XX:+UseSerialGC"));
        assertThat(stores).isPositive();
    }

    private static void dieInProcess(String path, String name, long k) throws Exception {
        CrashCase<?> crashCase = CrashCases.ofProcesses()
                .filter(c -> c.name().equals(name))
                .findAny()
                .orElseThrow();
        Region region = Workspace.attach(path);
        // Claims slots for the thread and its process, whose stores are a case of their own.
        region.boundedSemaphore("warm-up", 1, OnHolderDeath.RETURN).tryAcquire(0);
        crashCase.dieInProcess(region, k);
    }

    @Test
    void survivorsInAnotherProcessFindNothingWrong() throws Exception {
        Region region = workspace.keep(
                Region.builder(workspace.path()).capacity(CAPACITY_BYTES).open());
        List<CrashCase<?>> cases = CrashCases.alone();
        for (int i = 0; i < cases.size(); i++) {
            region.longValue("stores " + i).set(cases.get(i).dieAll(region));
        }
        String path = workspace.path().toString();
        JvmProcess child = workspace.start(() -> surviveAll(path));
        child.join();
        assertThat(region.longValue("survived").get()).isEqualTo(cases.size());
    }

    private static void surviveAll(String path) throws Exception {
        Region region = Workspace.attach(path);
        List<CrashCase<?>> cases = CrashCases.alone();
        for (int i = 0; i < cases.size(); i++) {
            cases.get(i).surviveAll(region, region.longValue("stores " + i).get());
            region.longValue("survived").incrementAndGet();
        }
    }

    static Stream<CrashCase<?>> failing() {
        return CrashCases.failing();
    }

    @ParameterizedTest
    @MethodSource("failing")
    @Tag("failing")
    void othersFindNothingWrongAfterAFailure(CrashCase<?> crashCase) throws Exception {
        assertThat(crashCase.runFailing(workspace.open(), true)).isPositive();
    }

    static Stream<CrashCase<?>> failingAlone() {
        return CrashCases.failing().filter(CrashCase::mayFailAlone);
    }

    @ParameterizedTest
    @MethodSource("failingAlone")
    @Tag("failing")
    void aThreadThatHasFailedFindsNothingWrong(CrashCase<?> crashCase) throws Exception {
        assertThat(crashCase.runFailing(workspace.open(), false)).isPositive();
    }
}
