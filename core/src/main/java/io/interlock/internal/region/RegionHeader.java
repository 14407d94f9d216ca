package io.interlock.internal.region;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.access.ThisProcess;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.format.Protocol;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * What an opener needs of a file's header, and how a creator writes one; see {@link HeaderSnapshot}.
 *
 * @param fileBytes the file's size, as the header and the file agree
 */
public record RegionHeader(long fileBytes, Protocol protocol, int slots) {

    /** Reads and validates; the file is not changed, whatever is found. */
    public static RegionHeader read(FileChannel channel, String where) throws IOException {
        HeaderSnapshot facts = HeaderSnapshot.read(channel, where);
        return new RegionHeader(facts.fileBytes(), Protocol.ofRegion(facts.protocol(), where), facts.slots());
    }

    /** Writes the header of a file that has no name yet. */
    public static void write(
            MappedMemory header,
            long fileBytes,
            Protocol protocol,
            int slots,
            long creationId,
            boolean unlinkWhenUnused) {
        header.putInt(HeaderLayout.VERSION, HeaderLayout.VERSION_VALUE);
        header.putInt(HeaderLayout.BYTE_ORDER, HeaderLayout.BYTE_ORDER_VALUE);
        header.putLong(HeaderLayout.FILE_BYTES, fileBytes);
        header.putLong(HeaderLayout.CREATION_ID, creationId);
        header.putLong(HeaderLayout.CREATED_MS, System.currentTimeMillis());
        header.putLong(HeaderLayout.CREATOR_PID, ThisProcess.PID);
        header.putLong(HeaderLayout.CREATOR_PID_NS, ThisProcess.PID_NAMESPACE);
        header.putInt(HeaderLayout.PROTOCOL, protocol.code());
        header.putInt(HeaderLayout.SLOTS, slots);
        header.putBytes(HeaderLayout.LIBRARY, libraryVersion());
        header.putInt(HeaderLayout.SLOTS_BACKED, 0);
        header.putLong(HeaderLayout.DIRECTORY_BACKED, HeaderLayout.directoryBegin(slots));
        header.putInt(HeaderLayout.UNLINK_UNUSED, unlinkWhenUnused ? 1 : 0);
        AdminLock.initialize(protocol, header);
        // Last, so that a file without a whole header is no region even to a program that finds it half written.
        header.putLongVolatile(HeaderLayout.MAGIC, HeaderLayout.MAGIC_VALUE);
    }

    private static byte[] libraryVersion() {
        String version = RegionHeader.class.getPackage().getImplementationVersion();
        byte[] text = (version == null ? "unpackaged" : version).getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[HeaderLayout.LIBRARY_BYTES];
        System.arraycopy(text, 0, padded, 0, Math.min(text.length, padded.length));
        return padded;
    }
}
