package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.result.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checkouts of commits in a temporary directory. {@code close} removes them, and so does the end of the program, except by
 * {@code SIGKILL}.
 */
final class Worktrees implements AutoCloseable {

    private final Path repository;
    private final Path directory;
    private final List<Path> trees = new ArrayList<>();
    private final Thread atExit = new Thread(this::endAndRemove, "remove worktrees");

    private Worktrees(Path repository, Path directory) {
        this.repository = repository;
        this.directory = directory;
    }

    static Worktrees of(Path repository) {
        try {
            Path directory = Files.createTempDirectory("interlock-ab-").toRealPath();
            Worktrees worktrees = new Worktrees(repository, directory);
            Runtime.getRuntime().addShutdownHook(worktrees.atExit);
            return worktrees;
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory", e);
        }
    }

    /** Checked first, since other commands of git would fail with less clear messages. */
    void requireRepository() {
        git(repository + ": is not in a git repository; give its path with --repository", "rev-parse", "--git-dir");
    }

    /** A directory for logs and results, which is removed together with the worktrees. */
    Path directory() {
        return directory;
    }

    /** The full hash of a commit. */
    String resolve(String ref) {
        return git(
                        "no commit " + ref + " in " + repository,
                        "rev-parse",
                        "--verify",
                        "--quiet",
                        "--end-of-options",
                        ref + "^{commit}")
                .strip();
    }

    Path add(String name, String commit) {
        Path tree = directory.resolve(name);
        synchronized (trees) {
            trees.add(tree);
        }
        git("checking out " + commit, "worktree", "add", "--detach", tree.toString(), commit);
        return tree;
    }

    private String git(String what, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        return Shell.run(what, repository, Map.of(), command, directory.resolve("git.log"));
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // The JVM ends, and its shutdown hook removes the worktrees.
        }
        remove();
    }

    private void endAndRemove() {
        Shell.endAll();
        remove();
    }

    private void remove() {
        List<Path> all;
        synchronized (trees) {
            all = List.copyOf(trees);
            trees.clear();
        }
        for (Path tree : all) {
            try {
                git("removing " + tree, "worktree", "remove", "--force", "--force", tree.toString());
            } catch (BadInputException e) {
                delete(tree); // The checkout was incomplete; git worktree prune removes the rest.
            }
        }
        if (!all.isEmpty()) {
            try {
                git("pruning worktrees", "worktree", "prune");
            } catch (BadInputException e) {
                System.err.println(e.getMessage());
            }
        }
        delete(directory);
    }

    private static void delete(Path path) {
        try (Stream<Path> below = Files.walk(path)) {
            for (Path file : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            if (Files.exists(path)) {
                System.err.println(path + ": cannot be removed: " + e.getMessage());
            }
        }
    }
}
