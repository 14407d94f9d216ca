package io.interlock.sync;

import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import io.interlock.testing.Workspace;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every primitive of the synchronization family survives {@code kill -9} of random users. */
class StormTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    static Stream<StormScenario> scenarios() {
        return Storm.chosenOf(
                OwnedLockStorm.values(),
                ReadWriteLockStorm.values(),
                ConditionStorm.values(),
                SemaphoreStorm.values(),
                BoundedSemaphoreStorm.values(),
                EventStorm.values(),
                LatchStorm.values(),
                BarrierStorm.values());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @Timeout(300) // watchdog against a hang
    void survivesKillsOfRandomUsers(StormScenario scenario) throws Exception {
        Storm.run(workspace, scenario, Storm.KILLS);
    }

    @Tag("stress")
    @ParameterizedTest
    @MethodSource("scenarios")
    @Timeout(3_600) // watchdog against a hang
    void survivesAThousandKillsOfRandomUsers(StormScenario scenario) throws Exception {
        Storm.run(workspace, scenario, Storm.MANY_KILLS);
    }
}
