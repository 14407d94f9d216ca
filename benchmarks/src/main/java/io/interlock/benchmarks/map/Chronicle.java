package io.interlock.benchmarks.map;

import io.interlock.benchmarks.message.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/**
 * Chronicle Map from {@code Long} to arrays of a constant size. Values are read into one array, by {@code getUsing}, and
 * {@code put} need not return the former. Entries have no checksums, which are for files that outlive a crash of the machine. For one
 * thread.
 */
public final class Chronicle implements SharedMap {

    private final ChronicleMap<Long, byte[]> map;
    private final byte[] using = new byte[Payload.BYTES];

    public Chronicle(Path file, long entries) {
        try {
            this.map = ChronicleMapBuilder.of(Long.class, byte[].class)
                    .name("benchmark")
                    .entries(entries)
                    .constantValueSizeBySample(new byte[Payload.BYTES])
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
    public boolean get(long key, Payload.Reader reader) {
        byte[] value = map.getUsing(key, using);
        if (value == null) {
            return false;
        }
        Payload.read(value, reader);
        return true;
    }

    @Override
    public void put(long key, long stamp) {
        Payload.write(using, key, stamp);
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
