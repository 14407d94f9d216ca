package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.reports.Commands.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ab} on a repository of its own; the commits differ in the file {@code speed}. */
@Timeout(120) // watchdog
class AbTest {

    /** The figures of a commit, with the process's number as noise. */
    private static final String SUITE = "t=$(($(cat speed) + $$ % 7)); printf '[{\"benchmark\": \"a.Shop.buy\","
            + " \"mode\": \"avgt\", \"primaryMetric\": {\"scoreUnit\": \"ns/op\", \"rawData\": [[%d]]}}]' $t"
            + " > \"$RESULTS\"";

    @TempDir
    private Path directory;

    private Path repository;

    @BeforeEach
    void repository() throws Exception {
        repository = Files.createDirectory(directory.resolve("repository"));
        git("init", "-q", "-b", "main");
        git("config", "user.email", "test@example.org");
        git("config", "user.name", "Test");
        commit("fast", 1000);
        commit("alike", 1003);
        commit("slow", 1120);
    }

    @Test
    void aSlowerCommitIsFound() throws Exception {
        Path kept = directory.resolve("kept");
        Outcome outcome = ab("fast", "slow", "--results", kept.toString());
        assertThat(outcome.err()).contains("building base fast", "building head slow");
        assertThat(outcome.out()).contains("1 of 1 benchmark slower", "A/A ratio");
        assertThat(outcome.status()).isEqualTo(1);
        Outcome again = Commands.run(
                "compare",
                kept.resolve("base.json").toString(),
                kept.resolve("head.json").toString());
        assertThat(again.status()).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void commitsThatAreAlikePass() throws Exception {
        assertThat(ab("fast", "alike").status()).isZero();
        assertNothingIsLeft();
    }

    @Test
    void aCommitThatDoesNotBuildIsStatusTwo() throws Exception {
        Outcome outcome = ab("fast", "slow", "--build", "echo missing semicolon; exit 3");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("building base fast", "exit status 3", "missing semicolon");
        assertNothingIsLeft();
    }

    @Test
    void aRunThatFailsIsStatusTwo() throws Exception {
        Outcome outcome = ab("fast", "slow", "--command", "[ $ARM = base ] || exit 7; " + SUITE);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("head: exit status 7");
        assertNothingIsLeft();
    }

    @Test
    void aRunWithoutResultsIsStatusTwo() throws Exception {
        Outcome outcome = ab("fast", "slow", "--command", "true");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("base: true: wrote no results");
    }

    @Test
    void noSuchCommit() throws Exception {
        Outcome outcome = ab("fast", "nowhere");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("no commit nowhere");
        assertNothingIsLeft();
    }

    @Test
    void jmhOptionsForACommandAreRefused() throws Exception {
        Outcome outcome = ab("fast", "slow", "--", "-wi", "3");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("-wi", "--command");
    }

    @Test
    void tooFewForksAreRefused() throws Exception {
        assertThat(ab("fast", "slow", "--min-forks", "1").err()).contains("minimum of 1", "the minimum is 2");
        assertThat(ab("fast", "slow", "--min-forks", "9", "--max-forks", "8").status())
                .isEqualTo(2);
    }

    @Test
    void whenItIsEndedFromOutsideItTakesEverythingWithIt() throws Exception {
        Path running = directory.resolve("running");
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.interlock.reports.Main",
                        "ab",
                        "fast",
                        "slow",
                        "--repository",
                        repository.toString(),
                        "--build",
                        "true",
                        "--command",
                        "echo $$ > " + running + ".part && mv " + running + ".part " + running + "; sleep 1000")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (!Files.exists(running)) {
            assertThat(process.isAlive()).as(() -> text(log)).isTrue();
            TimeUnit.MILLISECONDS.sleep(20); // Polls; how long it takes does not matter.
        }
        long child = Long.parseLong(Files.readString(running).strip());
        process.destroy();
        process.waitFor();
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void aJmhJarIsRunByItsOwnOptions() throws Exception {
        Path java = script(
                "java",
                "exec " + Path.of(System.getProperty("java.home"), "bin", "java") + " -Djmh.ignoreLock=true \"$@\"");
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining("\n  "));
        Path manifest = Files.writeString(
                directory.resolve("manifest"), "Main-Class: org.openjdk.jmh.Main\nClass-Path: " + classPath + "\n");
        Path jar = Path.of(System.getProperty("java.home"), "bin", "jar");
        List<String> arguments = new ArrayList<>(List.of(
                "ab",
                "fast",
                "slow",
                "--repository",
                repository.toString(),
                "--build",
                "mkdir target && " + jar + " cfm target/benchmarks.jar " + manifest,
                "--java",
                java.toString(),
                "--include",
                "WorkShape",
                "--threshold",
                "400",
                "--min-forks",
                "2",
                "--max-forks",
                "2",
                "--",
                "-wi",
                "0",
                "-i",
                "2",
                "-r",
                "20ms",
                "-p",
                "work=200"));
        Outcome outcome = Commands.run(arguments.toArray(String[]::new));
        assertThat(outcome.out()).as(outcome.err()).contains("WorkShape.work, work=200", "None of 1 benchmark slower");
        assertThat(outcome.status()).isZero();
        assertNothingIsLeft();
    }

    @Test
    void outsideOfARepositoryTheWayOutIsNamed() {
        Outcome outcome = Commands.run("ab", "fast", "slow", "--repository", directory + "/.");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .contains(directory + ": is not in a git repository", "--repository")
                .doesNotContain("/.:");
    }

    private Path script(String name, String text) throws IOException {
        Path script = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private Outcome ab(String base, String head, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("ab", base, head, "--repository", repository.toString(), "--max-forks", "8"));
        if (!List.of(options).contains("--build")) {
            arguments.addAll(List.of("--build", "true"));
        }
        if (!List.of(options).contains("--command")) {
            arguments.addAll(List.of("--command", SUITE));
        }
        if (List.of(options).contains("--max-forks")) {
            arguments.removeAll(List.of("--max-forks", "8"));
        }
        arguments.addAll(List.of(options));
        return Commands.run(arguments.toArray(String[]::new));
    }

    /** Neither a checkout that git knows, nor its files: those lie where the repository's worktrees say. */
    private void assertNothingIsLeft() throws Exception {
        assertThat(git("worktree", "list").strip().lines()).hasSize(1);
        assertThat(repository.resolve(".git/worktrees")).doesNotExist();
    }

    private void commit(String tag, int speed) throws Exception {
        Files.writeString(repository.resolve("speed"), String.valueOf(speed));
        git("add", "speed");
        git("commit", "-q", "-m", tag);
        git("tag", tag);
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
