package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Bodies, trailers and interim responses, both ways, for visitors of either version.
final class HttpMessagesIT {
    @RegisterExtension private final HttpEdge edge = new HttpEdge();
    private final BlockingQueue<Integer> words = new LinkedBlockingQueue<>();

    @Test
    void the_services_100_reaches_the_visitor_before_the_body_is_sent() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            assertThat(c.header("Expect")).isEqualTo("100-continue");
                            c.send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
                            c.send("HTTP/1.1 100 Continue\r\n\r\n");
                            c.answer("got " + new String(c.readBody(), "UTF-8"));
                        });
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            visitor.send(
                    "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 4\r\n"
                            + "Expect: 100-continue\r\n\r\n");
            assertThat(visitor.head()).startsWith("HTTP/1.1 103 ").containsIgnoringCase("link:");
            assertThat(visitor.head()).startsWith("HTTP/1.1 100 ");
            visitor.send("body");
            assertThat(visitor.response()).startsWith("HTTP/1.1 200 ").endsWith("got body");
            visitor.get("a.localhost", "/");
        }
    }

    @Test
    void a_final_answer_in_place_of_100_closes_the_connection() throws IOException {
        try (var service =
                        LocalService.http(
                                c -> c.send("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n"));
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            visitor.send(
                    "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 4\r\n"
                            + "Expect: 100-continue\r\n\r\n");
            assertThat(visitor.rest())
                    .startsWith("HTTP/1.1 417 ")
                    .containsIgnoringCase("connection: close");
        }
    }

    @Test
    void chunks_and_trailers_go_both_ways() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            assertThat(c.readLine()).isEqualTo("3");
                            assertThat(c.readLine()).isEqualTo("abc");
                            assertThat(c.readLine()).isEqualTo("0");
                            assertThat(c.readLine()).isEqualToIgnoringCase("x-sum: 7");
                            assertThat(c.readLine()).isEmpty();
                            c.send(
                                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
                                            + "Trailer: X-Back\r\n\r\n"
                                            + "4;ext=1\r\nwxyz\r\n0\r\nX-Back: 8\r\n\r\n");
                        });
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            visitor.send(
                    "POST / HTTP/1.1\r\nHost: a.localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "3\r\nabc\r\n0\r\nX-Sum: 7\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n");
            assertThat(visitor.head()).containsIgnoringCase("transfer-encoding: chunked");
            assertThat(visitor.until("\r\n\r\n")).isEqualTo("4\r\nwxyz\r\n0\r\nX-Back: 8\r\n\r\n");
        }
    }

    @Test
    void responses_without_a_body_end_with_their_head() throws IOException {
        try (var service =
                        LocalService.http(c ->
                                c.send(
                                        switch (c.path()) {
                                            case "/204" -> "HTTP/1.1 204 None\r\n\r\n";
                                            case "/304" ->
                                                    "HTTP/1.1 304 Same\r\n"
                                                            + "Content-Length: 9\r\n\r\n";
                                            default ->
                                                    "HTTP/1.1 200 OK\r\n"
                                                            + "Content-Length: 9\r\n\r\n";
                                        }));
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            visitor.send("HEAD / HTTP/1.1\r\nHost: a.localhost\r\n\r\n");
            assertThat(visitor.head()).containsIgnoringCase("content-length: 9");
            visitor.get("a.localhost", "/204");
            assertThat(visitor.head()).startsWith("HTTP/1.1 204 ").doesNotContain("ncoding");
            visitor.get("a.localhost", "/304");
            assertThat(visitor.head()).startsWith("HTTP/1.1 304 ");
            visitor.send("HEAD / HTTP/1.1\r\nHost: a.localhost\r\n\r\n");
            assertThat(visitor.head()).startsWith("HTTP/1.1 200 ");
            assertThat(service.connections()).isEqualTo(1);
        }
    }

    @Test
    void http_10_is_served_with_and_without_keep_alive() throws IOException {
        try (var service =
                LocalService.http(c -> {
                    if (c.path().equals("/chunked")) {
                        c.send(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                        + "3\r\nabc\r\n0\r\n\r\n");
                    } else {
                        assertThat(c.head()).startsWith("GET / HTTP/1.1\r\n");
                        c.answer("ten");
                    }
                })) {
            edge.http("a.localhost", service.port());
            try (var visitor = new RawClient(edge.port())) {
                visitor.send(
                        "GET / HTTP/1.0\r\nHost: a.localhost\r\nConnection: keep-alive\r\n\r\n");
                assertThat(visitor.response())
                        .containsIgnoringCase("connection: keep-alive")
                        .endsWith("ten");
                visitor.send(
                        "GET /chunked HTTP/1.0\r\nHost: a.localhost\r\n"
                                + "Connection: keep-alive\r\n\r\n");
                assertThat(visitor.rest()).doesNotContain("ncoding").endsWith("\r\n\r\nabc");
            }
        }
    }

    @Test
    void an_answer_that_ends_with_its_connection_is_chunked_for_the_visitor() throws IOException {
        try (var service =
                        LocalService.start(c -> {
                            c.readHead();
                            c.send("HTTP/1.0 200 OK\n\nuntil the end");
                        });
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            visitor.get("a.localhost", "/");
            assertThat(visitor.head()).containsIgnoringCase("transfer-encoding: chunked");
            assertThat(visitor.until("0\r\n\r\n")).contains("until the end");
            visitor.get("a.localhost", "/");
            assertThat(visitor.head()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void an_early_answer_to_an_unfinished_upload_is_delivered() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            c.readExactly(1000);
                            c.send("HTTP/1.1 413 Too big\r\nContent-Length: 3\r\n\r\nbig");
                            c.in().transferTo(java.io.OutputStream.nullOutputStream());
                        });
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            visitor.send(
                    "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 100000000\r\n\r\n");
            visitor.send("x".repeat(500_000));
            assertThat(visitor.rest())
                    .startsWith("HTTP/1.1 413 ")
                    .containsIgnoringCase("connection: close")
                    .endsWith("big");
        }
    }

    @Test
    void server_sent_events_arrive_one_by_one() throws IOException {
        try (var service =
                        LocalService.http(c -> {
                            c.send(
                                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                                            + "Transfer-Encoding: chunked\r\n\r\n");
                            for (int i = 0; i < 3; i++) {
                                // Waits for a word of the visitor, through another request.
                                c.send("9\r\ndata: " + i + "\n\n\r\n");
                                words.take();
                            }
                            c.send("0\r\n\r\n");
                        });
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            visitor.get("a.localhost", "/");
            visitor.head();
            for (int i = 0; i < 3; i++) {
                assertThat(visitor.until("\n\n\r\n")).endsWith("data: " + i + "\n\n\r\n");
                words.add(i);
            }
            assertThat(visitor.until("0\r\n\r\n")).isNotEmpty();
        }
    }
}
