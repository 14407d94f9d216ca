package io.interlock.internal.region;

import io.interlock.RegionFormatException;
import io.interlock.internal.access.MappedMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The source of a region's bytes for code that only reads. */
public interface RegionBytes {

    /** This piece of the file, live or as it is now; the caller has checked that it is backed. */
    MappedMemory at(long offset, int length);

    /** A file's bytes as they are at each call; not through a mapping, which a damaged file could make deadly. */
    static RegionBytes of(FileChannel channel, String where) {
        return (offset, length) -> {
            // Direct: memory on the Java heap has no atomic access.
            ByteBuffer bytes = ByteBuffer.allocateDirect(length);
            try {
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, offset + bytes.position()) <= 0) {
                        throw new RegionFormatException(
                                where + " offset=" + offset + ": the file was truncated while it was read");
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(where + " offset=" + offset, e);
            }
            return new MappedMemory(bytes.clear());
        };
    }
}
