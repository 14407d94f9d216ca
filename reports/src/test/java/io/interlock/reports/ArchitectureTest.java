package io.interlock.reports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The gate serves any JMH suite; the site knows Interlock's own shapes and stands on the gate. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.interlock.reports");

    @Test
    void theGateDoesNotKnowTheSite() {
        noClasses()
                .that()
                .resideInAPackage("..reports.gate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..reports.site..", "io.interlock.reports")
                .check(CLASSES);
    }

    @Test
    void packagesOfTheGateAreFreeOfCycles() {
        slices().matching("io.interlock.reports.gate.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void packagesOfTheSiteAreFreeOfCycles() {
        slices().matching("io.interlock.reports.site.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
