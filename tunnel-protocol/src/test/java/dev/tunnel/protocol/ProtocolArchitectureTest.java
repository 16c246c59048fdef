package dev.tunnel.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.tunnel.protocol",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ProtocolArchitectureTest {
    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.tunnel.protocol.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_relay_toggles_reading =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..relay..")
                    .should()
                    .callMethod(io.netty.channel.ChannelConfig.class, "setAutoRead", boolean.class);

    @ArchTest
    static final ArchRule time_comes_from_the_event_loop =
            noClasses()
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule the_relay_knows_no_transport =
            noClasses()
                    .that()
                    .resideInAPackage("..relay..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..mux..", "..message..");
}
