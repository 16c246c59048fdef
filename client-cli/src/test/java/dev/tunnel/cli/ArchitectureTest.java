package dev.tunnel.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.netty.channel.ChannelConfig;
import java.util.ArrayList;
import java.util.List;

@AnalyzeClasses(packages = "dev.tunnel.cli", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final List<String> LINE =
            List.of(
                    "command",
                    "service",
                    "doctor",
                    "account",
                    "terminal",
                    "session",
                    "forward",
                    "inspect",
                    "reach",
                    "config");

    @ArchTest static final ArchRule PACKAGES_FORM_A_LINE = line();

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.tunnel.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_TERMINAL_WRITES_TO_IT =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..terminal..")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err");

    @ArchTest
    static final ArchRule NOBODY_SLEEPS_OR_READS_THE_WALL_CLOCK =
            noClasses()
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule ONLY_THE_RELAY_TOGGLES_AUTO_READ =
            noClasses().should().callMethod(ChannelConfig.class, "setAutoRead", boolean.class);

    /// Each package sees only those behind it.
    private static ArchRule line() {
        List<ArchRule> rules = new ArrayList<>();
        for (int i = 1; i < LINE.size(); i++) {
            String[] before =
                    LINE.subList(0, i).stream()
                            .map(name -> "dev.tunnel.cli." + name + "..")
                            .toArray(String[]::new);
            rules.add(
                    noClasses()
                            .that()
                            .resideInAPackage("dev.tunnel.cli." + LINE.get(i) + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(before));
        }
        return CompositeArchRule.of(rules);
    }
}
