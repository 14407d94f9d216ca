package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents, Javadoc, comments and messages are free of the constructions that have made readers read a sentence twice. */
class EnglishTest {

    private static final Path TOP = Path.of("..");

    /** Everything below these paths is checked. */
    private static final List<String> ROOTS = List.of(
            "README.md",
            ".github",
            "core/docs",
            "core/src",
            "core/cli/src",
            "benchmarks/src",
            "reports/src",
            "scripts");

    /** Each pattern is applied to text without line breaks. */
    private static final List<Pattern> FORBIDDEN = List.of(
            // Constants are called MAX_ and MIN_.
            Pattern.compile("\\b(?:MOST|LEAST)_[A-Z]\\w*"),
            // A clause in place of a noun: "by who", "for who waits", "whoever finds it".
            Pattern.compile("(?i)\\b(?:by|to|of|from|for|with|on|in|beside|behind|than) who\\b[^.,;:?]{0,40}"),
            Pattern.compile("(?i)\\bwhoever\\b"),
            // The same as the subject of a sentence: "Who asks pays." A question may begin like that.
            Pattern.compile("(?:[.;:(>]|/\\*\\*|//|#) +Who [^.?;:]*[.;:]"),
            Pattern.compile("[;:(] +who [^.?;:]*[.;]"),
            Pattern.compile("\\b(?:so that|and|but|because|since|unless|that) who (?!else)[^.?,;]{0,40}"),
            Pattern.compile("(?i)\\bwhat (?:is behind|stands (?:here|there|in|at))\\b[^.,;:?]{0,40}"),
            Pattern.compile("(?i)\\bwhatever interrupts\\b"),
            // A number: "for so long", "of so many bytes". "So long that" compares.
            Pattern.compile(
                    "(?i)\\b(?:for|of|after|at|up to|holds?|in) so (?:many|much|long|often)\\b(?!(?: \\w+){0,4} (?:that|as)\\b)"));

    @Test
    void noTextUsesAForbiddenConstruction() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            for (String hit : hits(Files.readString(file))) {
                found.add(TOP.relativize(file) + ": " + hit);
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void forbiddenConstructionsAreFound() {
        assertThat(hits("It is emptied by\n * who finds it.")).hasSize(1);
        assertThat(hits("A fence. Who asks pays. More.")).hasSize(1);
        assertThat(hits("It waits for so long.")).hasSize(1);
        assertThat(hits("static final int MOST_BYTES = 3;")).hasSize(1);
    }

    @Test
    void goodSentencesAreNotReported() {
        assertThat(hits(
                        "The user who opened the file, for whom it waits, is shown. Who holds the lock? It took so long that it"
                                + " failed. It shows who waits."))
                .isEmpty();
    }

    private static List<String> hits(String text) {
        String joined = text.replaceAll("\\s*\\n\\s*(?:\\*(?!/)|//|>)? *", " ");
        return FORBIDDEN.stream()
                .flatMap(pattern -> pattern.matcher(joined).results())
                .map(MatchResult::group)
                .toList();
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String root : ROOTS) {
            try (Stream<Path> found = Files.walk(TOP.resolve(root))) {
                found.filter(EnglishTest::isText).sorted().forEach(files::add);
            }
        }
        return files;
    }

    private static boolean isText(Path file) {
        return !file.endsWith("EnglishTest.java")
                && file.toString().matches(".*\\.(java|md|jte|tpl|groovy|yml|js|css|py|c|h|cpp)");
    }
}
