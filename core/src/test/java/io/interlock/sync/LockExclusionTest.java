package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.value.ShmLong;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Eight processes add to one plain number, a million times each, under one lock: not one addition is lost. */
class LockExclusionTest {

    private static final int PROCESSES = 8;
    private static final int ADDITIONS = 1_000_000;

    private final String name = "exclusion-" + UUID.randomUUID();

    @AfterEach
    void unlink() {
        Region.unlink(name);
    }

    @Test
    @Timeout(300) // watchdog against a hang
    void noAdditionIsLostAmongProcesses() throws InterruptedException {
        try (Region region = Region.open(name)) {
            String region1 = name;
            List<JvmProcess> processes = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(JvmProcess.start(() -> add(region1), "-XX:+UseSerialGC", "-Xmx64m"));
            }
            for (JvmProcess process : processes) {
                process.join();
            }
            assertThat(region.longValue("number").get()).isEqualTo((long) PROCESSES * ADDITIONS);
            assertThat(region.lock("lock").isLocked()).isFalse();
        }
    }

    private static void add(String name) {
        try (Region region = Region.open(name)) {
            ShmLock lock = region.lock("lock");
            ShmLong number = region.longValue("number");
            for (int i = 0; i < ADDITIONS; i++) {
                lock.lock();
                try {
                    number.setPlain(number.getPlain() + 1);
                } finally {
                    lock.unlock();
                }
            }
        }
    }
}
