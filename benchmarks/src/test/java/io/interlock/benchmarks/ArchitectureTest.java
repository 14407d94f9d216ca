package io.interlock.benchmarks;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Packages depend on each other in one direction, and none is too large to look through. */
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final int MAX_FILES = 25;

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.interlock.benchmarks.(*)..")
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.interlock.benchmarks"));
    }

    @Test
    void noPackageHasMoreThanTwentyFiveFiles() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Map<Path, Long> counts = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
            assertThat(counts)
                    .isNotEmpty()
                    .allSatisfy((folder, count) ->
                            assertThat(count).as(folder.toString()).isLessThanOrEqualTo(MAX_FILES));
        }
    }
}
