package io.interlock.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on ordering names the pairs that the sources name, and tests that exist. */
class PairsOfTheDocumentTest {

    private static final Path DOCUMENT = Path.of("docs", "ordering.md");
    private static final Pattern LABEL = Pattern.compile("\\[[A-Z]{3,}]");
    private static final Pattern PAIR_CLASS = Pattern.compile("`([A-Za-z]+Pair)`");
    private static final String TESTS = "## Tests of pairs";

    @Test
    void eachLabelOfTheSourcesIsInTheTable() throws IOException {
        Set<String> ofTheSources = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
            for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
                ofTheSources.addAll(found(LABEL, Files.readString(file)));
            }
        }
        assertThat(found(LABEL, table())).as("pairs in %s", DOCUMENT).containsAll(ofTheSources);
        assertThat(ofTheSources).contains("[LOCK]", "[SLEEP]", "[VALUE]");
    }

    @Test
    void eachJcstressTestIsInTheSecondTableAndEachOfThoseExists() throws IOException {
        String tests = Files.readString(DOCUMENT);
        try (Stream<Path> files = Files.list(Path.of("src", "test", "java", "io", "interlock", "ordering"))) {
            Set<String> existing = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Pair.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(found(PAIR_CLASS, tests.substring(tests.indexOf(TESTS)))).isEqualTo(existing);
        }
    }

    private static String table() throws IOException {
        String document = Files.readString(DOCUMENT);
        return document.substring(0, document.indexOf(TESTS));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.groupCount() > 0 ? result.group(1) : result.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
