package dev.tunnel.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class YamlEditTest {

    private static String edit(String text, String... keysAndValues) {
        Map<String, Optional<String>> changes = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String value = keysAndValues[i + 1];
            changes.put(keysAndValues[i], value.isEmpty() ? Optional.empty() : Optional.of(value));
        }
        return new YamlEdit("tunnel.yml").apply(text, changes);
    }

    @Test
    void writesIntoAnEmptyFile() {
        assertThat(edit("", "server", "http://localhost:9000", "authtoken", "tt_-a_B"))
                .isEqualTo("server: http://localhost:9000\nauthtoken: tt_-a_B\n");
    }

    @Test
    void keepsCommentsOrderAndOtherKeys() {
        String text =
                """
                # mine
                authtoken: 'old' # the old one
                tunnels:
                  web: {proto: http, target: 8080} # shop
                """;
        assertThat(edit(text, "authtoken", "tt_new", "server", "https://x.example"))
                .isEqualTo(
                        """
                        # mine
                        authtoken: tt_new # the old one
                        tunnels:
                          web: {proto: http, target: 8080} # shop
                        server: https://x.example
                        """);
    }

    @Test
    void replacesAndRemovesBlockScalars() {
        String text = "ca: |\n  line one\n  line two\nserver: x\n";
        assertThat(edit(text, "ca", "ca.pem")).isEqualTo("ca: ca.pem\nserver: x\n");
        assertThat(edit(text, "ca", "")).isEqualTo("server: x\n");
        assertThat(edit("server: x\nca: y", "ca", "")).isEqualTo("server: x\n");
        assertThat(edit("server: x\n", "ca", "")).isEqualTo("server: x\n");
    }

    @Test
    void quotesWhatYamlWouldReadDifferently() {
        assertThat(edit("", "authtoken", "a: \"b\" # c"))
                .isEqualTo("authtoken: \"a: \\\"b\\\" # c\"\n");
        assertThat(edit("", "authtoken", "{x}")).isEqualTo("authtoken: \"{x}\"\n");
    }

    @Test
    void countsCharactersBeyondTheBasicPlane() {
        assertThat(edit("# 😀😀\nauthtoken: old\n", "authtoken", "new"))
                .isEqualTo("# 😀😀\nauthtoken: new\n");
    }

    @Test
    void refusesToGuessInUnusualForms() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> edit("{server: x}\n", "authtoken", "new"));
    }
}
