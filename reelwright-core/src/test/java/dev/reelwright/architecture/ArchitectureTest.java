package dev.reelwright.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The rules of the rooms that ARCHITECTURE.md draws. */
@AnalyzeClasses(packages = "dev.reelwright", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String INTERNAL = "dev.reelwright.internal..";

    @ArchTest
    static final ArchRule onlyTheEngineTouchesTheBindings = noClasses()
            .that()
            .resideOutsideOfPackage("dev.reelwright.internal.engine")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule theModelReachesTheInsideThroughItsFacadesOnly = noClasses()
            .that()
            .resideOutsideOfPackage(INTERNAL)
            .and()
            .haveNameNotMatching("dev\\.reelwright\\.(Reelwright|NativeMemory)(\\$.*)?")
            .and()
            .haveNameNotMatching("dev\\.reelwright\\.asset\\.(Asset|MediaSource)")
            .and()
            .haveNameNotMatching("dev\\.reelwright\\.export\\.(Export|ExportSession|ExportPreset|Join)(\\$.*)?")
            .and()
            .haveNameNotMatching(
                    "dev\\.reelwright\\.image\\.(ImageGenerator|GeneratedImage|ContactSheet|SpriteSheet|CoverArt)(\\$.*)?")
            .and()
            .haveNameNotMatching("dev\\.reelwright\\.metadata\\.(MetadataItem|MetadataIdentifier|MetadataFilter)")
            .and()
            .haveNameNotMatching("dev\\.reelwright\\.sample\\..*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(INTERNAL);

    @ArchTest
    static final ArchRule publicSignaturesNameNoInternalAndNoNativeType = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(INTERNAL)
            .should(nameNoTypeOf("dev.reelwright.internal", "org.bytedeco"));

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching("dev.reelwright.internal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theEngineKnowsNoOtherRoom = noClasses()
            .that()
            .resideInAPackage("dev.reelwright.internal.engine")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.reelwright.internal.index",
                    "dev.reelwright.internal.plan",
                    "dev.reelwright.internal.pipeline",
                    "dev.reelwright.internal.render",
                    "dev.reelwright.internal.copy",
                    "dev.reelwright.internal.isobmff",
                    "dev.reelwright.internal.sample");

    @ArchTest
    static final ArchRule planningAndCopyingDoNotReachUp = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.reelwright.internal.plan", "dev.reelwright.internal.copy", "dev.reelwright.internal.index")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.reelwright.internal.pipeline", "dev.reelwright.internal.render");

    @ArchTest
    static final ArchRule renderingDoesNotKnowThePipeline = noClasses()
            .that()
            .resideInAPackage("dev.reelwright.internal.render")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.reelwright.internal.pipeline");

    @ArchTest
    static final ArchRule eventsKnowNoOtherRoom = noClasses()
            .that()
            .resideInAPackage("dev.reelwright.internal.events")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.reelwright.internal.engine",
                    "dev.reelwright.internal.pipeline",
                    "dev.reelwright.internal.render");

    @ArchTest
    static final ArchRule onlyEventsTouchTheFlightRecorder = noClasses()
            .that()
            .resideOutsideOfPackage("dev.reelwright.internal.events")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.jfr..");

    @ArchTest
    static final ArchRule boxesAndTagsAreReadWithoutTheEngine = noClasses()
            .that()
            .resideInAnyPackage("dev.reelwright.internal.isobmff", "dev.reelwright.internal.tags")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.reelwright.internal.engine", "dev.reelwright.asset");

    @ArchTest
    static final ArchRule bitstreamsAreBytesAndKnowNoOtherRoom = noClasses()
            .that()
            .resideInAPackage("dev.reelwright.internal.bitstream")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.reelwright.internal.engine",
                    "dev.reelwright.internal.index",
                    "dev.reelwright.internal.isobmff",
                    "dev.reelwright.internal.plan",
                    "dev.reelwright.internal.copy",
                    "dev.reelwright.internal.pipeline",
                    "dev.reelwright.internal.render");

    @ArchTest
    static final ArchRule nothingIsPrinted =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    private static ArchCondition<JavaMethod> nameNoTypeOf(String... packages) {
        return new ArchCondition<>("name no type of " + String.join(", ", packages)) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (!method.getOwner().getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC)) {
                    return;
                }
                for (JavaClass type : method.getAllInvolvedRawTypes()) {
                    for (String forbidden : packages) {
                        if (type.getPackageName().startsWith(forbidden)) {
                            events.add(SimpleConditionEvent.violated(
                                    method, method.getFullName() + " names " + type.getName()));
                        }
                    }
                }
            }
        };
    }
}
