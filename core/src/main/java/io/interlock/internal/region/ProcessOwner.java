package io.interlock.internal.region;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The user that this process runs as, who owns the files that it makes, and the groups that the user is in. */
final class ProcessOwner {

    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessOwner() {}

    /** Read each time: a process may change its user. */
    static UserPrincipal get() throws IOException {
        Path self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return Files.getOwner(self);
        }
        return self.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
    }

    /** The numbers of this process's groups; empty where the system does not tell them. */
    static Optional<Set<Integer>> groups() {
        if (!Files.isReadable(STATUS)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return Optional.of(lines.filter(line -> line.startsWith("Gid:") || line.startsWith("Groups:"))
                    .flatMap(line -> Arrays.stream(
                            line.substring(line.indexOf(':') + 1).trim().split("\\s+")))
                    .filter(number -> !number.isEmpty())
                    .map(Integer::parseUnsignedInt)
                    .collect(Collectors.toSet()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
