package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.driver.ArrayDriver;
import io.interlock.benchmarks.harness.driver.AttachDriver;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.ValueDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Mapped files without any library, accessed by a {@link VarHandle}. */
final class MappedMemory extends Library {

    private static final String LABEL = "var-handle";

    /** What a program would use. */
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    @Override
    public AttachDriver attaching(Peer peer, Path file, boolean first) {
        return new MappedFile(file, first);
    }

    @Override
    public List<Peer> peers() {
        return List.of(
                jvms(PrimitiveKind.VALUE, LABEL), jvms(PrimitiveKind.ARRAY, LABEL), jvms(PrimitiveKind.REGION, LABEL));
    }

    @Override
    public Driver open(Peer peer, TrialContext trial) {
        ByteBuffer words = trial.control().lockArea();
        return peer.kind() == PrimitiveKind.VALUE ? new Word(words) : new Words(words);
    }

    /** A word of mapped memory without any library: it lives in the control block. */
    private static final class Word implements ValueDriver {

        private final ByteBuffer area;

        Word(ByteBuffer area) {
            this.area = area;
        }

        /** Its word is the first. */
        @Override
        public Object object() {
            return area;
        }

        @Override
        public long getAndAdd(long delta) {
            return (long) LONG.getAndAdd(area, 0, delta);
        }

        @Override
        public long get() {
            return (long) LONG.getVolatile(area, 0);
        }
    }

    /** Words of mapped memory without any library: they live in the control block. */
    private static final class Words extends ArrayDriver {

        private final ByteBuffer area;

        Words(ByteBuffer area) {
            this.area = area;
        }

        @Override
        protected long getAndAdd(int index, long delta) {
            return (long) LONG.getAndAdd(area, index * Long.BYTES, delta);
        }

        @Override
        protected long get(int index) {
            return (long) LONG.getVolatile(area, index * Long.BYTES);
        }
    }

    /** A mapped file, without any library. Java unmaps it when the garbage collector finds it, which is not measured. */
    private static final class MappedFile implements AttachDriver {

        private static final int BYTES = 1 << 20;

        private final Path file;
        private final boolean first;

        MappedFile(Path file, boolean first) {
            this.file = file;
            this.first = first;
            if (first) {
                try {
                    // As a region: with its memory, so that nobody is killed where there is no more of it.
                    Files.write(file, new byte[BYTES], StandardOpenOption.CREATE_NEW);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public long attach() {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
                return (long) LONG.getAndAdd(buffer, 0, 1L);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            if (first) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
