package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.MapDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/** Chronicle Map. */
final class ChronicleMaps extends Library {

    @Override
    public List<Peer> peers() {
        return List.of(jvms(PrimitiveKind.MAP, "chronicle-map"));
    }

    @Override
    public Driver open(Peer peer, TrialContext trial) {
        return trial.filled(trial.owned(new PayloadMap(trial.file("chronicle"), MapDriver.KEYS)));
    }

    /**
     * PayloadMap Map from {@code Long} to arrays of a constant size. Values are read into one array, by {@code getUsing}, and
     * {@code put} need not return the former. Entries have no checksums, which are for files that outlive a crash of the machine. For one
     * thread.
     */
    private static final class PayloadMap implements MapDriver, AutoCloseable {

        private final ChronicleMap<Long, byte[]> map;
        private final byte[] using = new byte[CheckedPayload.BYTES];

        PayloadMap(Path file, long entries) {
            try {
                this.map = ChronicleMapBuilder.of(Long.class, byte[].class)
                        .name("benchmark")
                        .entries(entries)
                        .constantValueSizeBySample(new byte[CheckedPayload.BYTES])
                        .putReturnsNull(true)
                        .checksumEntries(false)
                        // Its hook waits for locks, also for that of a process that was killed.
                        .skipCloseOnExitHook(true)
                        .createPersistedTo(file.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean get(long key, CheckedPayload.Reader reader) {
            byte[] value = map.getUsing(key, using);
            if (value == null) {
                return false;
            }
            CheckedPayload.read(value, reader);
            return true;
        }

        @Override
        public void put(long key, long stamp) {
            CheckedPayload.write(using, key, stamp);
            map.put(key, using);
        }

        @Override
        public long size() {
            return map.longSize();
        }

        @Override
        public void close() {
            map.close();
        }
    }
}
