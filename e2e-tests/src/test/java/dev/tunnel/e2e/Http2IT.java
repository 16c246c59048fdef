package dev.tunnel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.ServersCa;
import dev.tunnel.e2e.service.Pattern;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.Command;
import dev.tunnel.e2e.stack.SharedStack;
import dev.tunnel.e2e.stack.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// HTTP/2 with the clients that people have.
@ExtendWith(SharedStack.class)
class Http2IT {
    private static final int MIB = 1024 * 1024;

    @TempDir private Path folder;

    private final Stack stack;
    private final Account account;
    private Path ca = Path.of("");

    Http2IT(Stack stack) {
        this.stack = stack;
        this.account = stack.signUp("http2");
    }

    @BeforeEach
    void trust() {
        ca = ServersCa.of(stack).file(folder);
    }

    /// What curl says with `-w`.
    private String curl(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("curl", "-sS", "--http2", "--max-time", "30", "--cacert"));
        command.add(ca.toString());
        command.addAll(List.of(arguments));
        return Command.run(Map.of(), command).expectSuccess().output();
    }

    @Test
    void curlGetsThreePagesOverOneConnection() {
        try (WebService service = WebService.start("laptop");
                Agent agent = account.machine().start("http", service.target())) {
            String url = agent.publicUrl("https").toString();
            assertThat(curl("-w", "\n%{http_version} %{num_connects}\n", url, url, url))
                    .isEqualTo(
                            """
                            %1$s
                            2 1
                            %1$s
                            2 0
                            %1$s
                            2 0
                            """
                                    .formatted(service.greeting()));
        }
    }

    @Test
    void curlPostsAMegabyte() throws IOException {
        Path body = folder.resolve("body");
        try (WebService service = WebService.start("laptop");
                Agent agent = account.machine().start("http", service.target());
                Pattern pattern = new Pattern(MIB)) {
            Files.copy(pattern, body);
            assertThat(
                            curl(
                                    "--data-binary",
                                    "@" + body,
                                    "-w",
                                    "\n%{http_version}",
                                    agent.publicUrl("https") + "/digest"))
                    .isEqualTo(Pattern.digest(MIB) + "\n2");
        }
    }

    @Test
    void theJdksClientAsksForManyThingsAtOnce() {
        try (WebService service = WebService.start("laptop");
                Agent agent = account.machine().start("http", service.target());
                HttpClient client =
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_2)
                                .sslContext(ServersCa.of(stack).context())
                                .build()) {
            URI url = agent.publicUrl("https");
            String expected = Pattern.digest(MIB).toString();
            List<CompletableFuture<HttpResponse<InputStream>>> downloads =
                    IntStream.range(0, 50)
                            .mapToObj(_ -> download(client, url.resolve("/bytes?" + MIB)))
                            .toList();
            for (var download : downloads) {
                HttpResponse<InputStream> response = download.join();
                assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(Pattern.digest(response.body())).hasToString(expected);
            }
        }
    }

    private static CompletableFuture<HttpResponse<InputStream>> download(
            HttpClient client, URI url) {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofMinutes(1)).build();
        return client.sendAsync(request, BodyHandlers.ofInputStream());
    }

    @Test
    void anotherTunnelsNameOnTheSameConnectionIsMisdirected() {
        String other = stack.newName("other");
        try (WebService service = WebService.start("laptop");
                Agent agent = account.machine().start("http", service.target());
                Agent second =
                        account.machine().start("http", service.target(), "--subdomain", other)) {
            second.publicUrl("https");
            String output =
                    curl(
                            "-o",
                            "/dev/null",
                            "-w",
                            "%{http_version} %{http_code} %header{x-tunnel-error}",
                            "-H",
                            "Host: " + other + ".localhost:" + stack.ports().https(),
                            agent.publicUrl("https").toString());
            assertThat(output).isEqualTo("2 421 misdirected");
        }
    }
}
