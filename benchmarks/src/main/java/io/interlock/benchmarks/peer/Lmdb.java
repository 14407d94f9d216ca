package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.MapDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lmdbjava.ByteBufferProxy;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** LMDB, through lmdbjava. */
final class Lmdb extends Library {

    /**
     * Far more than is in it, taken as it is used: nothing that was replaced is reused while somebody reads, and each put
     * replaces several pages. A reader that loses its processor for a tenth of a second holds a gigabyte back.
     */
    private static final long BYTES = 4L << 30;

    @Override
    public List<Peer> peers() {
        return List.of(jvms(PrimitiveKind.MAP, "lmdb"));
    }

    @Override
    public Driver open(Peer peer, TrialContext trial) {
        return trial.filled(trial.owned(new PayloadMap(trial.file("lmdb"), trial.file("natives"), BYTES)));
    }

    /**
     * LMDB through lmdbjava, with integers as keys. Each get renews a read transaction, so that it sees the newest value, and reads
     * in place; each put is a transaction of its own, without any syncing to disk and with a writable mapping. For one thread.
     */
    private static final class PayloadMap implements MapDriver, AutoCloseable {

        private static final int MAX_READERS = 64;

        /** As lmdbjava calls it, in a class that is not public. */
        private static final String EXTRACT_DIRECTORY = "lmdbjava.extract.dir";

        private final Env<ByteBuffer> environment;
        private final Dbi<ByteBuffer> database;
        private final Txn<ByteBuffer> reading;
        private final ByteBuffer key = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
        private final ByteBuffer value = ByteBuffer.allocateDirect(CheckedPayload.BYTES);

        /** @param natives a directory for LMDB itself, which lmdbjava unpacks, and which a kill would leave elsewhere */
        PayloadMap(Path file, Path natives, long capacityBytes) {
            try {
                Files.createDirectories(natives);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            System.setProperty(EXTRACT_DIRECTORY, natives.toString());
            this.environment = Env.create(ByteBufferProxy.PROXY_OPTIMAL)
                    .setMapSize(capacityBytes)
                    .setMaxDbs(1)
                    .setMaxReaders(MAX_READERS)
                    .open(
                            file.toFile(),
                            EnvFlags.MDB_NOSUBDIR,
                            EnvFlags.MDB_NOSYNC,
                            EnvFlags.MDB_NOMETASYNC,
                            EnvFlags.MDB_WRITEMAP,
                            EnvFlags.MDB_NOTLS);
            this.database = environment.openDbi("map", DbiFlags.MDB_CREATE, DbiFlags.MDB_INTEGERKEY);
            this.reading = environment.txnRead();
            reading.reset();
        }

        @Override
        public boolean get(long wanted, CheckedPayload.Reader reader) {
            key.putLong(0, wanted);
            reading.renew();
            try {
                ByteBuffer found = database.get(reading, key);
                if (found == null) {
                    return false;
                }
                CheckedPayload.read(found.order(ByteOrder.BIG_ENDIAN), reader);
                return true;
            } finally {
                reading.reset();
            }
        }

        @Override
        public void put(long wanted, long stamp) {
            key.putLong(0, wanted);
            CheckedPayload.write(value, wanted, stamp);
            database.put(key, value);
        }

        @Override
        public void fill(long keys) {
            try (Txn<ByteBuffer> writing = environment.txnWrite()) {
                for (long next = 0; next < keys; next++) {
                    key.putLong(0, next);
                    CheckedPayload.write(value, next, 0);
                    database.put(writing, key, value);
                }
                writing.commit();
            }
        }

        @Override
        public long size() {
            reading.renew();
            try {
                return database.stat(reading).entries;
            } finally {
                reading.reset();
            }
        }

        @Override
        public void close() {
            reading.close();
            environment.close();
        }
    }
}
