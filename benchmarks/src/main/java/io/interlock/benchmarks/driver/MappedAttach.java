package io.interlock.benchmarks.driver;

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

/** A mapped file, without any library. Java unmaps it when the garbage collector finds it, which is not measured. */
final class MappedAttach implements AttachDriver {

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int BYTES = 1 << 20;

    private final Path file;
    private final boolean first;

    MappedAttach(Path file, boolean first) {
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
