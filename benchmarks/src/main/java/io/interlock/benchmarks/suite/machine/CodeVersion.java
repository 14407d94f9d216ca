package io.interlock.benchmarks.suite.machine;

import io.interlock.benchmarks.harness.Tool;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Which code is measured, as git says where the program runs. */
public final class CodeVersion {

    private CodeVersion() {}

    /** Abbreviated, with {@code +dirty} where the tree is. */
    public static String commit() {
        String hash =
                Tool.run("git", "rev-parse", "--short", "HEAD").firstLine().orElse(Machine.UNKNOWN);
        boolean dirty = Tool.run("git", "status", "--porcelain").firstLine().isPresent();
        return dirty ? hash + "+dirty" : hash;
    }

    /** The commit, and the content of files that differ from it. */
    public static String exact() {
        String changes = Tool.run("git", "diff", "HEAD").output();
        return commit() + " " + digest(changes).substring(0, 12);
    }

    private static String digest(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }
}
