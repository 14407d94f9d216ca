package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.Region;
import io.interlock.testing.CrashCase;
import io.interlock.testing.Workspace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A thread dies before each store of each operation of queues, pipes and namespaces; the others find it done or not begun. */
@Timeout(300) // watchdog against a hang
class CollectionCrashesTest {

    private static final QueueOptions MANY = QueueOptions.ofBytes(1);

    private static final List<List<? extends CrashCase<?>>> ALL = List.of(
            QueueCrashes.cases(MANY),
            QueueCrashes.casesOfMany(MANY),
            PipeCrashes.cases(),
            NamespaceCrashes.cases(),
            QueueCrashes.cases(MANY.withSingleProducer().withSingleConsumer()));

    @RegisterExtension
    final Workspace workspace = new Workspace();

    static Stream<CrashCase<?>> all() {
        return ALL.stream().flatMap(List::stream);
    }

    @BeforeEach
    void crashPointsAreOn() {
        assumeTrue(Boolean.getBoolean("interlock.crashPoints"), "started with -Dinterlock.crashPoints=true");
    }

    @ParameterizedTest
    @MethodSource("all")
    void survivorsFindNothingWrong(CrashCase<?> crashCase) throws Exception {
        Region region = workspace.open();
        assertThat(crashCase.run(region)).isPositive();
        assertThat(region.verify()).isEmpty();
    }

    /** A single producer or consumer that lives keeps its role: others find it taken, as they should. */
    static Stream<CrashCase<?>> withoutRoles() {
        return Stream.of(QueueCrashes.cases(MANY), QueueCrashes.casesOfMany(MANY), NamespaceCrashes.cases())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("withoutRoles")
    @Tag("failing")
    void othersFindNothingWrongAfterAFailure(CrashCase<?> crashCase) throws Exception {
        Region region = workspace.open();
        assertThat(crashCase.runFailing(region, true)).isPositive();
        assertThat(region.verify()).isEmpty();
    }

    static Stream<CrashCase<?>> ofOne() {
        return all().filter(crashCase -> !crashCase.needsTwo());
    }

    @ParameterizedTest
    @MethodSource("ofOne")
    @Tag("failing")
    void aThreadThatHasFailedFindsNothingWrong(CrashCase<?> crashCase) throws Exception {
        Region region = workspace.open();
        assertThat(crashCase.runFailing(region, false)).isPositive();
        assertThat(region.verify()).isEmpty();
    }
}
