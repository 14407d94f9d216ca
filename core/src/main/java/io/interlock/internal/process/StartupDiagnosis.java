package io.interlock.internal.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a JVM says that does not start. The child's output is its own, mostly the parent's terminal; so the JVM is started
 * again as {@code java --dry-run}, which does everything but run the main class, and listened to.
 */
public record StartupDiagnosis(CommandLine command, ProcessBuilder child) {

    private static final int MAX_BYTES = 4096;
    private static final long MAX_SECONDS = 20;

    /** For an exception's message. */
    public String output() {
        try {
            Path channelFile = ChildChannel.createFile();
            Path argumentFile = ChildChannel.argumentFileOf(channelFile);
            try {
                String output = outputWith(channelFile, argumentFile);
                return "it says: " + output + hint(output);
            } finally {
                Files.deleteIfExists(argumentFile);
                Files.deleteIfExists(channelFile);
            }
        } catch (IOException e) {
            return "see its output";
        }
    }

    private static String hint(String output) {
        return output.contains("JDWP") || output.contains("transport error")
                ? "; a debugger's port can be one JVM's only: clear the inherited options with"
                        + " JvmProcess.builder().environment(\"JAVA_TOOL_OPTIONS\", \"\")"
                : "";
    }

    private String outputWith(Path channelFile, Path argumentFile) throws IOException {
        List<String> words = new ArrayList<>(command.words(channelFile, argumentFile));
        words.add(1, "--dry-run");
        ProcessBuilder again = new ProcessBuilder(words)
                .directory(child.directory())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null")));
        again.environment().clear();
        again.environment().putAll(child.environment());
        Process process = again.start();
        try {
            // An option may make it wait, for a debugger say; its output ends with it.
            var unused = process.onExit()
                    .completeOnTimeout(process, MAX_SECONDS, TimeUnit.SECONDS)
                    .thenAccept(Process::destroyForcibly);
            byte[] output = process.getInputStream().readNBytes(MAX_BYTES);
            return new String(output, StandardCharsets.UTF_8).strip();
        } finally {
            process.destroyForcibly();
        }
    }
}
