package dev.tunnel.edge;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The lines of ARCHITECTURE.md, kept by the build.
@AnalyzeClasses(packages = "dev.tunnel.edge", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_one_line =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .withOptionalLayers(true)
                    .layer("edge")
                    .definedBy("dev.tunnel.edge")
                    .layer("ingress")
                    .definedBy("dev.tunnel.edge.ingress..")
                    .layer("agent")
                    .definedBy("dev.tunnel.edge.agent..")
                    .layer("acme")
                    .definedBy("dev.tunnel.edge.acme..")
                    .layer("admin")
                    .definedBy("dev.tunnel.edge.admin..")
                    .layer("tunnel")
                    .definedBy("dev.tunnel.edge.tunnel..")
                    .layer("platform")
                    .definedBy("dev.tunnel.edge.platform..")
                    .layer("telemetry")
                    .definedBy("dev.tunnel.edge.telemetry..")
                    .whereLayer("edge")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("ingress")
                    .mayOnlyBeAccessedByLayers("edge")
                    .whereLayer("agent")
                    .mayOnlyBeAccessedByLayers("edge")
                    .whereLayer("acme")
                    .mayOnlyBeAccessedByLayers("edge")
                    .whereLayer("admin")
                    .mayOnlyBeAccessedByLayers("edge")
                    .whereLayer("tunnel")
                    .mayOnlyBeAccessedByLayers("edge", "ingress", "agent", "admin")
                    .whereLayer("platform")
                    .mayOnlyBeAccessedByLayers(
                            "edge", "ingress", "agent", "acme", "admin", "tunnel")
                    .whereLayer("telemetry")
                    .mayOnlyBeAccessedByLayers(
                            "edge", "ingress", "agent", "acme", "admin", "tunnel", "platform");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.tunnel.edge.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule settings_depend_on_nothing_of_the_edge =
            noClasses()
                    .that()
                    .resideInAPackage("dev.tunnel.edge.config..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tunnel.edge",
                            "dev.tunnel.edge.ingress..",
                            "dev.tunnel.edge.agent..",
                            "dev.tunnel.edge.admin..",
                            "dev.tunnel.edge.tunnel..",
                            "dev.tunnel.edge.platform..",
                            "dev.tunnel.edge.telemetry..");

    @ArchTest
    static final ArchRule only_the_relay_toggles_auto_read =
            noClasses().should().callMethodWhere(target(name("setAutoRead")));

    @ArchTest
    static final ArchRule nobody_sleeps =
            noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule clocks_are_injected =
            noClasses()
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule nobody_prints =
            noClasses()
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err");

    @ArchTest
    static final ArchRule classes_are_final =
            classes()
                    .that()
                    .areNotInterfaces()
                    .and()
                    .areNotEnums()
                    .and()
                    .doNotHaveModifier(JavaModifier.ABSTRACT)
                    .and()
                    .haveSimpleNameNotEndingWith("package-info")
                    .and()
                    .haveSimpleNameNotEndingWith("JsonComponent") // generated by avaje-jsonb
                    .and()
                    .areNotAnonymousClasses()
                    .should()
                    .haveModifier(JavaModifier.FINAL);
}
