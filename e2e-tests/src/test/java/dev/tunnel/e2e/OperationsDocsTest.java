package dev.tunnel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What operators read, and what is beside it in the repository, belong together.
class OperationsDocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCS = ROOT.resolve("docs/operations");
    private static final Path RULES = ROOT.resolve("deploy/monitoring/prometheus/rules/tunnel.yml");

    @Test
    void everyAlertHasItsParagraphAndEveryParagraphItsAlert() {
        Set<String> alerts = found("(?m)^ +- alert: (\\w+)$", read(RULES));
        Set<String> paragraphs = found("(?m)^## (\\w+)$", read(DOCS.resolve("runbook.md")));

        assertThat(alerts).hasSizeGreaterThan(20).isEqualTo(paragraphs);
    }

    @Test
    void everyAlertLeadsToItsParagraph() {
        String rules = read(RULES);

        assertThat(found("docs/operations/runbook\\.md#(\\w+)", rules))
                .isEqualTo(
                        found("(?m)^ +- alert: (\\w+)$", rules).stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyLinkLeadsSomewhere() {
        for (Path page : pages()) {
            for (String link : found("\\]\\(([^)]+)\\)", read(page))) {
                if (!link.startsWith("http")) {
                    assertLeadsSomewhere(page, link);
                }
            }
        }
    }

    @Test
    void everyCommandOfThisRepositoryIsThere() {
        for (Path page : pages()) {
            for (String command : found("(?:^|[ `'])\\./((?:deploy/)?[a-z-]+)", read(page))) {
                assertThat(ROOT.resolve(command))
                        .as("%s says ./%s", page.getFileName(), command)
                        .isExecutable();
            }
        }
    }

    @Test
    void everySettingThatIsNamedIsReadByAProgram() {
        String known =
                Stream.of(
                                "README.md",
                                "docs/edge.md",
                                "docs/api.md",
                                "docker-compose.yml",
                                "tunnel-edge/src/main/java/dev/tunnel/edge/config/LimitSettings.java")
                        .map(file -> read(ROOT.resolve(file)))
                        .collect(Collectors.joining());
        for (Path page : pages()) {
            for (String said : found("(TUNNEL_[A-Z0-9_]*[A-Z0-9])(?=[^A-Z0-9_])", read(page))) {
                String name = said.replaceFirst("_PASSWORD_FILE$", "_PASSWORD");
                assertThat(known.contains(name) || shortened(name).anyMatch(known::contains))
                        .as("%s names %s", page.getFileName(), name)
                        .isTrue();
            }
        }
    }

    /// As a table writes a setting after one that begins the same: `…_PORT`.
    private static Stream<String> shortened(String name) {
        return Pattern.compile("_")
                .matcher(name)
                .results()
                .map(at -> "…" + name.substring(at.start()));
    }

    private static void assertLeadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        assertThat(target).as("%s links to %s", page.getFileName(), link).exists();
        if (parts.length == 2) {
            assertThat(anchors(read(target)))
                    .as("%s links to %s", page.getFileName(), link)
                    .contains(parts[1]);
        }
    }

    /// As GitHub makes them of headings.
    private static Set<String> anchors(String markdown) {
        return found("(?m)^#+ (.+)$", markdown).stream()
                .map(heading ->
                        heading.toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                                .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> pages() {
        try (Stream<Path> files = Files.list(DOCS)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
