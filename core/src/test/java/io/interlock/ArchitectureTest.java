package io.interlock;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.junit.jupiter.api.Test;

/** The dangerous parts are fenced by the build: who may call whom, and who may touch memory. */
class ArchitectureTest {

    private static final JavaClasses INTERLOCK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.interlock");

    private static final DescribedPredicate<JavaClass> WORDS_OF_ALL = describe(
            "exceptions and enums of io.interlock",
            type -> type.getPackageName().equals("io.interlock")
                    && (type.isAssignableTo(RegionException.class)
                            || type.isEquivalentTo(OwnerDiedException.class)
                            || type.isEquivalentTo(OpenMode.class)));

    private static final DescribedPredicate<JavaClass> OUTSIDE =
            DescribedPredicate.not(resideInAPackage("io.interlock.."));

    @Test
    void osStandsOnNothingOfOurs() {
        check(mayUseOnly("io.interlock.os"));
    }

    @Test
    void memoryStandsOnOs() {
        check(mayUseOnly("io.interlock.memory", "io.interlock.os"));
    }

    @Test
    void syncStandsOnMemory() {
        check(mayUseOnly("io.interlock.sync", "io.interlock.memory"));
    }

    @Test
    void valueStandsOnMemoryAndSync() {
        check(mayUseOnly("io.interlock.value", "io.interlock.memory", "io.interlock.sync"));
    }

    @Test
    void processStandsOnOs() {
        check(mayUseOnly("io.interlock.process", "io.interlock.os"));
    }

    @Test
    void collectionStandsOnMemoryAndSync() {
        check(mayUseOnly("io.interlock.collection", "io.interlock.memory", "io.interlock.sync"));
    }

    @Test
    void theEntryPointStandsOnMemoryAndWhatItHandsOut() {
        check(mayUseOnly(
                "io.interlock",
                "io.interlock.memory",
                "io.interlock.sync",
                "io.interlock.value",
                "io.interlock.collection"));
    }

    @Test
    void onlyOsCallsNativeCode() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.interlock.os")
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

    private static ArchRule mayUseOnly(String layer, String... layers) {
        String[] allowed = new String[layers.length + 1];
        System.arraycopy(layers, 0, allowed, 1, layers.length);
        allowed[0] = layer;
        return classes()
                .that()
                .resideInAPackage(layer)
                .should()
                .onlyDependOnClassesThat(OUTSIDE.or(resideInAnyPackage(allowed)).or(WORDS_OF_ALL));
    }
}
