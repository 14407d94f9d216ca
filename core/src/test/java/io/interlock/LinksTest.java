package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No link in the project's documents leads nowhere. */
class LinksTest {

    /** The target in {@code [text](target)}, or in a line {@code [label]: target}. */
    private static final Pattern TARGET =
            Pattern.compile("\\]\\(([^)\\s]+)\\)|^\\[[^\\]]+\\]:\\s+(\\S+)", Pattern.MULTILINE);

    private static final Pattern LABEL_USED = Pattern.compile("\\]\\[([^\\]]+)\\]");
    private static final Pattern LABEL_DEFINED = Pattern.compile("^\\[([^\\]]+)\\]:", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("```.*?```|`[^`\n]*`", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    @TempDir
    Path directory;

    @Test
    void everyRelativeLinkOfADocumentLeadsToAFile() throws IOException {
        for (Path document : documents()) {
            assertThat(broken(document)).as(document.toString()).isEmpty();
        }
    }

    @Test
    void brokenLinksAreFound() throws IOException {
        Path document = directory.resolve("document.md");
        Files.writeString(document, """
                # A heading, of `words`
                [good](document.md) [good](#a-heading-of-words) [good](https://example.org) [good][itself]
                `[code](nowhere.md)` [bad](nowhere.md) [bad](#nothing) [bad](document.md#none) [bad][unknown]

                [itself]: document.md
                [gone]: gone.md
                """);
        assertThat(broken(document))
                .containsExactly("nowhere.md", "#nothing", "document.md#none", "gone.md", "[unknown]");
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(Path.of("../README.md"), Path.of("../benchmarks/RESULTS.md")));
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents;
    }

    private static List<String> broken(Path document) throws IOException {
        String text = withoutCode(document);
        List<String> broken = new ArrayList<>();
        for (String target : matches(TARGET, text)) {
            if (!target.contains("://") && !resolves(document, target)) {
                broken.add(target);
            }
        }
        List<String> defined = matches(LABEL_DEFINED, text);
        for (String label : matches(LABEL_USED, text)) {
            if (!defined.contains(label)) {
                broken.add("[" + label + "]");
            }
        }
        return broken;
    }

    private static boolean resolves(Path document, String target) throws IOException {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path file = path.isEmpty() ? document : document.resolveSibling(path);
        return Files.exists(file) && (hash < 0 || anchors(file).contains(target.substring(hash + 1)));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path document) throws IOException {
        return matches(HEADING, Files.readString(document)).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutCode(Path document) throws IOException {
        return CODE.matcher(Files.readString(document)).replaceAll("");
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(LinksTest::firstGroup).collect(Collectors.toList());
    }

    private static String firstGroup(MatchResult match) {
        return match.group(1) != null ? match.group(1) : match.group(2);
    }
}
