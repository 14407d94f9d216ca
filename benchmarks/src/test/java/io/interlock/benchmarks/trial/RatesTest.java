package io.interlock.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.Load;
import io.interlock.benchmarks.harness.control.Placement;
import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.control.Shape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatesTest {

    @TempDir
    Path directory;

    @Test
    void overlapIsWhatAllHaveInCommonOfWhatAnyHas() {
        ControlBlock control = ControlBlock.create(directory.resolve("c"), 2, Setting.loop(Load.EMPTY));
        control.workers().get(0).window(1, 1_000, 1_100, 0);
        control.workers().get(1).window(1, 1_050, 1_150, 0);
        assertThat(Rates.of(control).overlap()).isCloseTo(1 / 3.0, within(1e-9));

        control.workers().get(1).window(1, 1_200, 1_300, 0);
        assertThat(Rates.of(control).overlap()).isZero();
    }

    @Test
    void fairnessIsOfRatesAndNotOfCounts() {
        ControlBlock control = ControlBlock.create(directory.resolve("c"), 2, Setting.loop(Load.EMPTY));
        control.workers().get(0).window(100, 0, 1_000, 0);
        control.workers().get(1).window(300, 0, 3_000, 0);
        assertThat(Rates.of(control).jain()).isCloseTo(1, within(1e-9));
        assertThat(Rates.of(control).shareMin()).isCloseTo(1, within(1e-9));

        control.workers().get(1).window(300, 0, 1_000, 0);
        // (1 + 3)^2 / (2 * (1 + 9)), and 1 / 2.
        assertThat(Rates.of(control).jain()).isCloseTo(0.8, within(1e-9));
        assertThat(Rates.of(control).shareMin()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void ofPairsOnlyTheLeadersCount() {
        ControlBlock control =
                ControlBlock.create(directory.resolve("c"), 4, Setting.handOff(Shape.PAIRS, Placement.ANYWHERE));
        control.workers().get(0).window(100, 0, 1_000, 0);
        control.workers().get(2).window(200, 0, 1_000, 0);
        assertThat(Rates.of(control).totalPerSecond()).isCloseTo(3e8, within(1.0));
        assertThat(Rates.of(control).shareMin()).isCloseTo(2 / 3.0, within(1e-9));
    }
}
