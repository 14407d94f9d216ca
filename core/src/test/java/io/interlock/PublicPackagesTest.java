package io.interlock;

import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users see in the public packages: public types, and no internal one anywhere in them. */
class PublicPackagesTest {

    private static final String INTERNAL = "io.interlock.internal";

    private static final String[] PUBLIC_PACKAGES = {
        "io.interlock", "io.interlock.collection", "io.interlock.process", "io.interlock.sync", "io.interlock.value"
    };

    /**
     * The classes of public packages that are not public, and why: Javadoc shows the methods of such a superclass as those of the
     * public class, and nobody else can extend it.
     */
    private static final Map<String, String> NOT_PUBLIC = Map.ofEntries(
            Map.entry("RegionSync", "Region's methods for the primitives of sync"),
            Map.entry("RegionValues", "Region's methods for values and arrays, from a template"),
            Map.entry("CollectionPrimitive", "what collections without a superclass of the JDK are to serialization"),
            Map.entry("ListRange", "the methods of a list and of its sublists"),
            Map.entry("SharedSubList", "a sublist, which users have as a List"),
            Map.entry("ReversedList", "a reversed view, which users have as a List"),
            Map.entry("SyncPrimitive", "what the primitives of sync are to serialization"),
            Map.entry("OwnedLock", "the methods of both locks"),
            Map.entry("SemaphoreBase", "the methods of both semaphores"),
            Map.entry("LockedPrimitive", "name, lock and serialization of values and arrays"),
            Map.entry("SharedValue", "what the values of all types share"),
            Map.entry("SharedArray", "what the arrays of all types share"));

    private static final JavaClasses INTERLOCK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.interlock");

    @Test
    void noInternalTypeIsInASignature() {
        classes()
                .that()
                .resideInAnyPackage(PUBLIC_PACKAGES)
                .should(new ArchCondition<>("have no internal type in what users see") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (isVisible(type)) {
                            leaks(type)
                                    .forEach(leak -> events.add(
                                            SimpleConditionEvent.violated(type, type.getName() + ": " + leak)));
                        }
                    }
                })
                .check(INTERLOCK);
    }

    @Test
    void classesThatAreNotPublicHaveAReason() {
        Set<String> found = INTERLOCK.stream()
                .filter(type -> Set.of(PUBLIC_PACKAGES).contains(type.getPackageName()))
                .filter(type -> type.isTopLevelClass() && !type.getModifiers().contains(PUBLIC))
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))
                .collect(Collectors.toSet());
        assertThat(found).containsExactlyInAnyOrderElementsOf(NOT_PUBLIC.keySet());
    }

    /** True if users can name the class. */
    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(PUBLIC)
                && type.getEnclosingClass().map(PublicPackagesTest::isVisible).orElse(true);
    }

    /** Supertypes, type parameters, and members, also those that a superclass declares. */
    private static Stream<String> leaks(JavaClass type) {
        Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<String> above = Stream.concat(
                        supertypes
                                .filter(supertype -> isInternal(supertype.getAllInvolvedRawTypes().stream()))
                                .map(JavaType::getName),
                        Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                                .filter(supertype -> isInternal(Stream.of(supertype)))
                                .map(JavaClass::getName))
                .map(name -> "is a " + name);
        Stream<String> parameters = type.getTypeParameters().stream()
                .filter(parameter -> isInternal(parameter.getAllInvolvedRawTypes().stream()))
                .map(parameter -> "has the type parameter " + parameter.getName());
        Stream<String> members = type.getAllMembers().stream()
                .filter(member -> member.getModifiers().contains(PUBLIC)
                        || member.getModifiers().contains(PROTECTED))
                .filter(member -> isInternal(typesOf(member)))
                .map(JavaMember::getFullName);
        return Stream.of(above, parameters, members).flatMap(leaks -> leaks);
    }

    /** The types of a field; the parameters, result, type parameters and thrown types of a method. */
    private static Stream<JavaClass> typesOf(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream();
    }

    private static boolean isInternal(Stream<JavaClass> types) {
        return types.map(JavaClass::getPackageName)
                .anyMatch(name -> name.equals(INTERNAL) || name.startsWith(INTERNAL + "."));
    }
}
