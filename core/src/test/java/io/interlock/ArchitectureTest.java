package io.interlock;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dangerous parts are fenced by the build: which packages may call which, and which may touch memory. */
class ArchitectureTest {

    private static final JavaClasses INTERLOCK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.interlock");

    /** As many as one can look through; the package's own description does not count. */
    private static final int MAX_FILES = 25;

    private static final DescribedPredicate<JavaClass> WORDS_OF_ALL = describe(
            "exceptions and enums of io.interlock",
            type -> type.getPackageName().equals("io.interlock")
                    && (type.isAssignableTo(RegionException.class)
                            || type.isEquivalentTo(OwnerDiedException.class)
                            || type.isEquivalentTo(OpenMode.class)));

    private static final DescribedPredicate<JavaClass> OUTSIDE =
            DescribedPredicate.not(resideInAPackage("io.interlock.."));

    @Test
    void internalPackagesAreFreeOfCycles() {
        check(SlicesRuleDefinition.slices()
                .matching("io.interlock.internal.(*)..")
                .should()
                .beFreeOfCycles());
    }

    @Test
    void noPackageHasMoreThanTwentyFiveFiles() throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (Path root : List.of(
                Path.of("src/main/java"), Path.of("cli/src/main/java"), Path.of("target/generated-sources/values"))) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith("package-info.java"))
                        .forEach(file ->
                                counts.merge(root.relativize(file.getParent()).toString(), 1L, Long::sum));
            }
        }
        assertThat(counts)
                .hasSizeGreaterThan(20)
                .allSatisfy((folder, count) -> assertThat(count).as(folder).isLessThanOrEqualTo(MAX_FILES));
    }

    @Test
    void osStandsOnNothingOfOurs() {
        check(classes()
                .that()
                .resideInAPackage("io.interlock.internal.os")
                .should()
                .onlyDependOnClassesThat(
                        OUTSIDE.or(resideInAPackage("io.interlock.internal.os")).or(WORDS_OF_ALL)));
    }

    @Test
    void onlyOsCallsNativeCode() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.interlock.internal.os")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna.."));
    }

    @Test
    void whatWorksWithoutJnaNamesNoneOfItsClasses() {
        check(noClasses()
                .that()
                .haveFullyQualifiedName("io.interlock.internal.os.NativeCapabilities")
                .or()
                .haveFullyQualifiedName("io.interlock.internal.os.PortableWaiting")
                .or()
                .haveFullyQualifiedName("io.interlock.internal.os.LoadFailure")
                .or()
                .haveFullyQualifiedName("io.interlock.internal.os.Syscalls")
                .or()
                .haveFullyQualifiedName("io.interlock.internal.os.Log")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna.."));
    }

    @Test
    void nobodyUsesInternalsOfTheJdk() {
        check(noClasses().should().dependOnClassesThat(resideInAnyPackage("sun..", "jdk.internal..")));
    }

    @Test
    void onlyTheMemoryClassesTakeViewsOfBuffers() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.interlock.internal.access.MappedMemory")
                .and()
                .doNotHaveFullyQualifiedName("io.interlock.internal.access.Words")
                .should()
                .callMethod(MethodHandles.class, "byteBufferViewVarHandle", Class.class, java.nio.ByteOrder.class));
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.interlock.internal.access.MappedMemory")
                .and()
                .doNotHaveFullyQualifiedName("io.interlock.internal.access.Words")
                .should()
                .accessTargetWhere(describe(
                        "the target accesses memory through a VarHandle",
                        access -> access.getTargetOwner().isEquivalentTo(VarHandle.class)
                                && !access.getName().endsWith("Fence"))));
    }

    private static void check(ArchRule rule) {
        rule.check(INTERLOCK);
    }
}
