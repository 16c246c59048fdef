package dev.tunnel.cli.inspect.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.inspect.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskingTest {

    private final Masking plain = new Masking(List.of());
    private final Masking named = new Masking(List.of("Password", "x-tenant"));

    private static String only(Masking masking, String name, String value) {
        return masking.headers(Headers.of(name + ": " + value + "\r\n", 0)).getFirst().value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cookie", "set-cookie", "X-API-Key", "AUTHORIZATION", "Private-Token"})
    void hidesSecretHeaders(String name) {
        assertThat(only(plain, name, "topsecret")).doesNotContain("topsecret");
    }

    @Test
    void showsTheSchemeOfCredentials() {
        assertThat(only(plain, "Authorization", "Bearer abc")).isEqualTo("Bearer " + Masking.MASK);
        assertThat(only(plain, "Authorization", "abc")).isEqualTo(Masking.MASK);
    }

    @Test
    void leavesOtherHeaders() {
        assertThat(only(plain, "Accept", "text/html")).isEqualTo("text/html");
        assertThat(only(plain, "X-Tenant", "a")).isEqualTo("a");
        assertThat(only(named, "X-Tenant", "a")).isEqualTo(Masking.MASK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a?password=b&c=d | /a?password=••••••&c=d",
                "/a?c=d&PASSWORD=b#f | /a?c=d&PASSWORD=••••••#f",
                "/a?xpassword=b | /a?xpassword=b",
            })
    void hidesNamedFieldsOfQueries(String path, String masked) {
        assertThat(named.pairs(path)).isEqualTo(masked);
        assertThat(plain.pairs(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"password\":\"a\\\"b\",\"c\":1} | {\"password\":\"••••••\",\"c\":1}",
                "{\"password\" : 12345, \"c\":1} | {\"password\" : \"••••••\", \"c\":1}",
                "{\"a\":{\"PASSWORD\":\"cut sh | {\"a\":{\"PASSWORD\":\"••••••\"",
                "{\"a\":\"password\"} | {\"a\":\"password\"}",
            })
    void hidesNamedFieldsOfJson(String json, String masked) {
        assertThat(named.body("application/json", json.getBytes(StandardCharsets.UTF_8)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(masked);
    }

    @Test
    void readsLongStringsWithoutGettingLost() {
        String json = "{\"password\":\"" + "a\\\"".repeat(100_000) + "\",\"x\":1}";
        assertThat(named.text("application/json", json))
                .isEqualTo("{\"password\":\"••••••\",\"x\":1}");
        assertThat(named.text("application/json", json.substring(0, 100_000)))
                .isEqualTo("{\"password\":\"••••••\"");
    }

    @Test
    void hidesNamedFieldsOfForms() {
        byte[] form = "user=ada&password=secret".getBytes(StandardCharsets.UTF_8);
        assertThat(named.body("application/x-www-form-urlencoded", form))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("user=ada&password=••••••");
    }
}
