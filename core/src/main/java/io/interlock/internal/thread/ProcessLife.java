package io.interlock.internal.thread;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.access.ThisProcess;
import io.interlock.internal.format.SlotLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the process that claimed a slot may still live, as the system's list of processes has it: the second source beside the
 * slot's file lock, which a process can lose while it lives. Only a process of the same pid namespace can be found there.
 */
final class ProcessLife {

    /** The clock of claims and the times of processes' starts differ by less; a number is not another process's so soon. */
    private static final long TOLERANCE_MS = 5_000;

    private ProcessLife() {}

    /**
     * True if the process that wrote this slot's PID lives; false if it has ended, or has left the slot, or cannot be found from
     * here.
     *
     * @param slot the slot's memory, {@link SlotLayout}
     */
    static boolean hasLivingProcess(MappedMemory slot) {
        // [LIFE] acquire: the claimer wrote PID after the other two.
        long pid = slot.getLongVolatile(SlotLayout.PID);
        return pid > 0
                && pid != ThisProcess.PID
                && slot.getLong(SlotLayout.PID_NS) == ThisProcess.PID_NAMESPACE
                && isAlive(pid, slot.getLong(SlotLayout.CLAIMED_MS));
    }

    private static boolean isAlive(long pid, long claimedMs) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(found -> found.isAlive() && !isZombie(pid));
        if (process.isEmpty()) {
            return false;
        }
        // A process that started after the claim has got the number of one that ended.
        Optional<Instant> started = process.get().info().startInstant();
        return started.isEmpty() || started.get().toEpochMilli() <= claimedMs + TOLERANCE_MS;
    }

    /** Linux keeps a process that has ended in its list until its parent asks for its exit code. */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            String afterName = stat.substring(stat.lastIndexOf(')') + 1).trim();
            return afterName.startsWith("Z") || afterName.startsWith("X");
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
