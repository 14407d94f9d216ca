package io.interlock.sync;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import io.interlock.testing.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every primitive of the synchronization family survives {@code kill -9} of random users. */
class StormTest {

    private static final long CAPACITY_BYTES = 64 << 20;
    private static final int KILLS = Integer.getInteger("interlock.kills", 25);

    /** A storm can be run alone, by a part of its name. */
    private static final String ONLY = System.getProperty("interlock.storm", "");

    private static final int MANY_KILLS = 1_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    static Stream<StormScenario> scenarios() {
        return Stream.<StormScenario[]>of(
                        OwnedLockStorm.values(),
                        ReadWriteLockStorm.values(),
                        ConditionStorm.values(),
                        SemaphoreStorm.values(),
                        BoundedSemaphoreStorm.values(),
                        EventStorm.values(),
                        LatchStorm.values(),
                        BarrierStorm.values())
                .map(Arrays::asList)
                .flatMap(List::stream)
                .filter(scenario -> scenario.toString().contains(ONLY));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @Timeout(300) // watchdog against a hang
    void survivesKillsOfRandomUsers(StormScenario scenario) throws Exception {
        storm(scenario, KILLS);
    }

    @Tag("stress")
    @ParameterizedTest
    @MethodSource("scenarios")
    @Timeout(3_600) // watchdog against a hang
    void survivesAThousandKillsOfRandomUsers(StormScenario scenario) throws Exception {
        storm(scenario, MANY_KILLS);
    }

    private void storm(StormScenario scenario, int kills) throws Exception {
        Region region = workspace.keep(Region.builder(workspace.path())
                .capacity(CAPACITY_BYTES)
                .mode(OpenMode.CREATE)
                .open());
        new Storm(workspace, region, scenario).kill(kills);
    }
}
