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

/**
 * Documents, Javadoc, comments and messages are free of the constructions that have made readers read a sentence twice. Code and
 * documents use the field's terms, and none of the private names that stood for them.
 */
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

    /**
     * Private names, each of which has given way to the field's term: {@code Heap} to an entry directory, {@code MOD} to an epoch,
     * {@code AGAIN} to RETRY, and so on. A name that is also an English word is forbidden only where it declares or calls something.
     */
    private static final List<Pattern> PRIVATE_NAMES = List.of(
            // Constants are called MAX_ and MIN_.
            Pattern.compile("\\b(?:MOST|LEAST)(?:_[A-Z]\\w*)?\\b"),
            Pattern.compile("\\b(?:MOD|AGAIN|SPARE|HEAP_BACKED|AT_WORK|SQUEEZE)\\b"),
            Pattern.compile("\\b(?:Arena|Chunk|Block)(?:Layout|Reader|Repair|Check)\\b"),
            Pattern.compile("\\b(?:PagePool|PackingOnPaper|SlotForm|LockedEntry|ByteQueue|FirstLooks|HeldHere)\\b"),
            Pattern.compile("\\b(?:QueuePutting|QueueTaking|QueueWork|PipeTenure|PipeWay|PipeHalf|[tT]enure)\\b"),
            Pattern.compile("\\b(?:OwnerWord|HandOverLock|RepairingLock|HeaderFacts|ReaderCells|ReaderTurn)\\b"),
            Pattern.compile(
                    "\\b(?:Turn(?:Word|Taking|Pause|Pair)|StayPair|AnewPair|AtWork|HangUp|Rehearsal|Mailbox)\\b"),
            Pattern.compile(
                    "\\b(?:beginAnew|endAnew|untilWhole|unhang|mayBe|isLeft|isCurrent|isPicky|isAlone|isOverdue)\\("),
            Pattern.compile("\\b(?:putAside|takeBack|nextShouldLook|spansOf|spanAt|long span|Contender)\\b"),
            Pattern.compile("[ .](?:hang|squeeze|slide|seems|whole|behind)\\("),
            Pattern.compile("\\[(?:TURN|STAY|ANEW)\\]"),
            Pattern.compile("\\blong LEFT\\b|\\.LEFT\\b"),
            Pattern.compile(
                    "\\b(?:class|record|interface|enum) (?:Heap|Span|Arena|Chunks|Spare|Holes|Sought|Bytes|Place|Turn|Way"
                            + "|Half|Sending|Receiving|Exclusion|Guard|Keeper|Presence|Handled|Slots|Source|Contest|Carrier|Subject"
                            + "|Implementation)\\b"));

    @Test
    void noTextUsesAForbiddenConstruction() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : below(ROOTS)) {
            for (String hit : hits(FORBIDDEN, Files.readString(file))) {
                found.add(TOP.relativize(file) + ": " + hit);
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noPrivateNameIsLeft() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : below(ROOTS)) {
            for (String hit : hits(PRIVATE_NAMES, Files.readString(file))) {
                found.add(TOP.relativize(file) + ": " + hit);
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void privateNamesAreFound() {
        assertThat(hits(PRIVATE_NAMES, "static final int MOST_BYTES = 3;")).hasSize(1);
        assertThat(hits(PRIVATE_NAMES, "final class Heap {")).hasSize(1);
        assertThat(hits(PRIVATE_NAMES, "if (lock.isLeft()) { root.hang(table, slots); }"))
                .hasSize(2);
        assertThat(hits(PRIVATE_NAMES, "[TURN] release")).hasSize(1);
        assertThat(hits(
                        PRIVATE_NAMES,
                        "The test must not hang (watchdog). Who is left behind? The least of most turns."))
                .isEmpty();
    }

    @Test
    void forbiddenConstructionsAreFound() {
        assertThat(hits(FORBIDDEN, "It is emptied by\n * who finds it.")).hasSize(1);
        assertThat(hits(FORBIDDEN, "A fence. Who asks pays. More.")).hasSize(1);
        assertThat(hits(FORBIDDEN, "It waits for so long.")).hasSize(1);
    }

    @Test
    void goodSentencesAreNotReported() {
        assertThat(hits(
                        FORBIDDEN,
                        "The user who opened the file, for whom it waits, is shown. Who holds the lock? It took so long that it"
                                + " failed. It shows who waits."))
                .isEmpty();
    }

    private static List<String> hits(List<Pattern> patterns, String text) {
        String joined = text.replaceAll("\\s*\\n\\s*(?:\\*(?!/)|//|>)? *", " ");
        return patterns.stream()
                .flatMap(pattern -> pattern.matcher(joined).results())
                .map(MatchResult::group)
                .toList();
    }

    private static List<Path> below(List<String> roots) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String root : roots) {
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
