package dev.tunnel.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@AnalyzeClasses(
        packages = "dev.tunnel.server",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /// Each feature may use those after it, never one before.
    private static final List<String> LINE =
            List.of(
                    "info",
                    "admin",
                    "edge",
                    "certificate",
                    "usage",
                    "session",
                    "reservation",
                    "token",
                    "team",
                    "auth",
                    "apikey",
                    "account",
                    "quota",
                    "setting",
                    "audit",
                    "mail",
                    "request",
                    "web",
                    "caller",
                    "list",
                    "http",
                    "address",
                    "sql",
                    "database",
                    "limit",
                    "dns",
                    "secret",
                    "config");

    @ArchTest static final ArchRule features_form_a_line = line();

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.tunnel.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule entities_stay_in_their_package =
            classes()
                    .that()
                    .areAnnotatedWith(Entity.class)
                    .should()
                    .bePackagePrivate()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothing_is_injected_into_fields =
            fields().should()
                    .notBeAnnotatedWith(Inject.class)
                    .andShould()
                    .notBeAnnotatedWith(ConfigProperty.class);

    @ArchTest
    static final ArchRule time_comes_from_a_clock =
            noClasses()
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Instant.class, "now");

    private static LayeredArchitecture line() {
        LayeredArchitecture line =
                layeredArchitecture()
                        .consideringOnlyDependenciesInAnyPackage("dev.tunnel.server..")
                        .withOptionalLayers(true)
                        .layer("main")
                        .definedBy("dev.tunnel.server");
        for (String feature : LINE) {
            line = line.layer(feature).definedBy("dev.tunnel.server." + feature + "..");
        }
        for (int i = 0; i < LINE.size(); i++) {
            String[] users =
                    Stream.concat(Stream.of("main"), LINE.subList(0, i).stream())
                            .toArray(String[]::new);
            line = line.whereLayer(LINE.get(i)).mayOnlyBeAccessedByLayers(users);
        }
        return line;
    }
}
