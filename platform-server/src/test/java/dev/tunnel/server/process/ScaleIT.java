package dev.tunnel.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunnel.server.testing.Platforms;
import dev.tunnel.server.testing.Platforms.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists and charts of a server with much in it: none reads a table from end to end. With
/// `-Dscale=full` as much as `docs/performance.md` tells of, and a median for each.
class ScaleIT {
    private static final boolean FULL = "full".equals(System.getProperty("scale"));
    private static final int CALLS = FULL ? 41 : 1;
    private static final String PASSWORD = "correct horse battery";

    /// Tables that grow with accounts. Not the partitions of usage: of the few days that there are
    /// without `-Dscale=full` a sum over all edges is read fastest from one end to the other.
    private static final List<String> BIG =
            List.of(
                    "account",
                    "app_user",
                    "membership",
                    "authtoken",
                    "hostname",
                    "reserved_subdomain",
                    "agent_session",
                    "tunnel",
                    "login_session",
                    "api_key",
                    "invitation",
                    "audit_event");

    @TempDir Path directory;
    private Platforms platforms;
    private String person;

    @BeforeEach
    void fill() throws Exception {
        platforms = Platforms.none(directory);
        platforms.start();
        platforms.signUp();
        platforms.run(script());
        platforms.run(
                "update app_user set server_admin = true, password_hash = (select password_hash"
                        + " from app_user where email not like 'user%' limit 1)"
                        + " where email = 'user1@example.test'");
        person = login();
    }

    @AfterEach
    void stop() throws Exception {
        platforms.close();
    }

    @Test
    void noListOrChartReadsATableFromEndToEnd() throws Exception {
        List<String> paths = paths();
        paths.forEach(this::get);
        settle();
        Map<String, Long> before = readFromEndToEnd();
        Map<String, Long> medians = new TreeMap<>();
        for (String path : paths) {
            medians.put(path, median(path));
        }
        settle();
        assertThat(readFromEndToEnd()).isEqualTo(before);
        if (FULL) {
            medians.forEach(
                    (path, micros) -> System.out.printf("%7.1f ms  %s%n", micros / 1000.0, path));
            assertThat(medians.values()).allMatch(micros -> micros < 50_000);
        }
    }

    @Test
    void whatGoesWithAUserOrAnAccountIsFoundWithoutReadingATable() throws Exception {
        delete("/api/v1/admin/users/" + user("user7777"));
        settle();
        Map<String, Long> before = readFromEndToEnd();
        delete("/api/v1/admin/users/" + user("user5555"));
        settle();
        assertThat(readFromEndToEnd()).isEqualTo(before);
    }

    private String user(String name) {
        return get("/api/v1/admin/users?limit=1&search=" + name)
                .path("items")
                .path(0)
                .path("id")
                .asText();
    }

    private void delete(String path) throws Exception {
        assertThat(platforms.call(0, "DELETE", path, person, Map.of()).status()).isEqualTo(204);
    }

    private List<String> paths() throws Exception {
        List<String> paths = new ArrayList<>();
        for (String list :
                List.of(
                        "reserved-subdomains?limit=50",
                        "reserved-domains?limit=50",
                        "reserved-addresses?limit=50",
                        "authtokens?limit=50",
                        "tunnels?limit=50",
                        "tunnels?limit=50&state=ended",
                        "tunnels?limit=50&state=all",
                        "sessions?limit=50",
                        "sessions?limit=50&state=ended",
                        "sessions?limit=50&state=all",
                        "accounts?limit=50",
                        "account/audit?limit=50",
                        "account/members?limit=50",
                        "account/invitations?limit=50",
                        "api-keys?limit=50",
                        "me/logins?limit=50",
                        "admin/users?limit=50",
                        "admin/users?limit=50&search=user77",
                        "admin/users?limit=50&search=no-such-person",
                        "admin/users?limit=50&sort=email",
                        "admin/users?limit=50&sort=-displayName",
                        "admin/users?limit=50&sort=-lastLoginAt",
                        "admin/users?limit=50&sort=lastLoginAt",
                        "admin/users?limit=50&sort=email&search=user77",
                        "admin/accounts?limit=50",
                        "admin/accounts?limit=50&sort=name",
                        "admin/accounts?limit=50&search=account%20777",
                        "admin/accounts?limit=50&search=no-such-account",
                        "admin/tunnels?limit=50",
                        "admin/tunnels?limit=50&sort=urls",
                        "admin/tunnels?limit=50&sort=accountName",
                        "admin/tunnels?limit=50&sort=-edge",
                        "admin/edges?limit=50",
                        "admin/audit?limit=50",
                        "admin/audit?limit=50&sort=at",
                        "admin/audit?limit=50&action=tunnel.closed",
                        "admin/audit?limit=50&action=authtoken.")) {
            paths.add("/api/v1/" + list);
            String cursor = get("/api/v1/" + list).path("nextCursor").asText("null");
            if (!"null".equals(cursor)) {
                paths.add("/api/v1/" + list + "&cursor=" + cursor);
            }
        }
        String tunnel = get("/api/v1/tunnels").path("items").path(0).path("id").asText();
        for (String chart : List.of("usage", "admin/usage", "tunnels/" + tunnel + "/metrics")) {
            paths.add("/api/v1/" + chart + "?step=minute&" + last(Duration.ofHours(24)));
            paths.add("/api/v1/" + chart + "?step=hour&" + last(Duration.ofDays(30)));
            paths.add("/api/v1/" + chart + "?step=day&" + last(Duration.ofDays(90)));
        }
        paths.add("/api/v1/tunnels/" + tunnel);
        paths.add("/api/v1/limits");
        return paths;
    }

    private static String last(Duration span) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        return "from=" + now.minus(span) + "&to=" + now;
    }

    private long median(String path) {
        long[] micros = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            get(path);
            micros[i] = (System.nanoTime() - begun) / 1000;
        }
        Arrays.sort(micros);
        return micros[CALLS / 2];
    }

    private JsonNode get(String path) {
        try {
            Answer answer = platforms.call(0, "GET", path, person, Map.of());
            return Platforms.expect(200, answer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The database's own counts are up to ten seconds late: until all of ours has been counted.
    private void settle() {
        var last = new AtomicReference<Map<String, Long>>(Map.of());
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(11))
                .pollDelay(Duration.ofSeconds(11))
                .until(() -> {
                    Map<String, Long> now = readFromEndToEnd();
                    return now.equals(last.getAndSet(now));
                });
    }

    private Map<String, Long> readFromEndToEnd() throws Exception {
        Map<String, Long> rows = new TreeMap<>();
        for (String table : BIG) {
            rows.put(
                    table,
                    platforms.number(
                            "select seq_tup_read from pg_stat_user_tables where relname = '"
                                    + table
                                    + "'"));
        }
        return rows;
    }

    private String login() throws Exception {
        Map<String, String> credentials =
                Map.of("email", "user1@example.test", "password", PASSWORD);
        return Platforms.expect(
                        200, platforms.call(0, "POST", "/api/v1/auth/login", null, credentials))
                .path("accessToken")
                .asText();
    }

    private static String script() throws IOException {
        try (InputStream file = ScaleIT.class.getResourceAsStream("/scale/generate.sql")) {
            String script =
                    new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Integer> sizes =
                    FULL
                            ? Map.of(
                                    "accounts", 100_000,
                                    "reservations", 1_000_000,
                                    "tunnels", 1000,
                                    "days", 90,
                                    "every", Integer.getInteger("scale.every", 4))
                            : Map.of(
                                    "accounts", 10_000,
                                    "reservations", 20_000,
                                    "tunnels", 60,
                                    "days", 3,
                                    "every", 2);
            for (Map.Entry<String, Integer> size : sizes.entrySet()) {
                script = script.replace(":" + size.getKey() + "::int", size.getValue() + "::int");
            }
            return script;
        }
    }
}
