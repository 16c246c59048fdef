package dev.tunnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.edge.AgentProcess;
import dev.tunnel.cli.edge.AgentStage;
import dev.tunnel.cli.edge.Visit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tunnel http file:///path`.
final class FolderIT {

    @TempDir private Path home;
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // setUp
    private AgentStage stage;

    @SuppressWarnings("NullAway.Init") // setUp
    private Path site;

    @BeforeEach
    void setUp() throws IOException {
        stage = new AgentStage(home);
        site = Files.createDirectory(home.resolve("site"));
        Files.write(site.resolve("big.bin"), Visit.bytes(30 << 20));
        Files.writeString(site.resolve("page.html"), "<p>hello");
        AgentProcess agent = stage.start("http", "file://" + site, "--name", "files");
        agent.await("^tunnel online url=.* target=file:///");
    }

    @AfterEach
    void tearDown() throws IOException {
        client.close();
        stage.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + stage.edge().visitorPort() + path));
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Test
    void servesFilesWholeAndInParts() throws Exception {
        byte[] all = Files.readAllBytes(site.resolve("big.bin"));
        assertThat(get("/big.bin").body()).isEqualTo(all);
        HttpResponse<byte[]> part = get("/big.bin", "Range", "bytes=1000000-1999999");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("content-range"))
                .contains("bytes 1000000-1999999/" + all.length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(all, 1000000, 2000000));
        assertThat(get("/big.bin", "Range", "bytes=99999999-").statusCode()).isEqualTo(416);
    }

    @Test
    void namesTypesAndKnowsWhatAVisitorHas() throws Exception {
        HttpResponse<byte[]> page = get("/page.html");
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        String tag = page.headers().firstValue("etag").orElseThrow();
        assertThat(get("/page.html", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get("/page.html", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        HttpResponse<byte[]> head =
                client.send(
                        request("/big.bin")
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(30 << 20);
    }

    @Test
    void listsAndRefuses() throws Exception {
        assertThat(new String(get("/").body(), StandardCharsets.UTF_8)).contains("big.bin", "MB");
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/%2e%2e/.config/tunnel/tunnel.yml").statusCode()).isEqualTo(404);
        HttpResponse<byte[]> post =
                client.send(
                        request("/page.html")
                                .POST(HttpRequest.BodyPublishers.ofString("x"))
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("allow")).contains("GET, HEAD");
    }
}
