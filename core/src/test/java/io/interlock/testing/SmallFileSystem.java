package io.interlock.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A file system in memory that a test can fill. Tests that ask for one are skipped where mounting is not allowed. */
public final class SmallFileSystem implements BeforeEachCallback, AfterEachCallback {

    private static final int BLOCK_BYTES = 4096;

    private final int bytes;
    private Path directory = Path.of("");

    public SmallFileSystem(int bytes) {
        this.bytes = bytes;
    }

    public Path directory() {
        return directory;
    }

    /** Leaves no block free. */
    public void fillUp() throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        try (FileChannel channel = FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long at = channel.size();
            while (Files.getFileStore(directory).getUnallocatedSpace() >= BLOCK_BYTES) {
                block.clear();
                at += channel.write(block, at);
            }
        }
    }

    public void makeRoom() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        directory = Files.createTempDirectory("interlock-small-");
        boolean mounted = false;
        try {
            mounted = run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", directory.toString());
        } finally {
            if (!mounted) {
                Files.delete(directory);
            }
        }
        assumeTrue(mounted, "this process may mount a file system");
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        if (!directory.toString().isEmpty() && Files.exists(directory)) {
            // Lazily: what is mapped stays until the mapping is gone.
            run("umount", "--lazy", directory.toString());
            Files.delete(directory);
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
