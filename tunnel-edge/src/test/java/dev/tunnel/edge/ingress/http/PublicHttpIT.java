package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Which tunnel and which stream each request of a connection takes, and in which order.
final class PublicHttpIT {
    @RegisterExtension private final HttpEdge edge = new HttpEdge();

    @Test
    void requests_for_two_hosts_on_one_connection_each_reach_their_tunnel() throws IOException {
        try (var one = LocalService.http(c -> c.answer("one " + c.path()));
                var two = LocalService.http(c -> c.answer("two " + c.path()));
                var visitor = new RawClient(edge.port())) {
            var first = edge.http("one.localhost", one.port());
            var second = edge.http("two.localhost", two.port());
            for (int i = 0; i < 3; i++) {
                visitor.get("one.localhost:8000", "/" + i);
                assertThat(visitor.response()).endsWith("one /" + i);
                visitor.get("TWO.localhost.", "/" + i);
                assertThat(visitor.response()).endsWith("two /" + i);
            }
            assertThat(first.traffic().total().status2xx()).isEqualTo(3);
            assertThat(second.traffic().total().status2xx()).isEqualTo(3);
            assertThat(first.traffic().total().bytesOut()).isGreaterThan(3 * 20);
        }
    }

    @Test
    void a_stream_is_kept_for_the_next_request_to_the_same_tunnel() throws IOException {
        try (var service = LocalService.http(c -> c.answer(c.path()));
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            for (int i = 0; i < 5; i++) {
                visitor.get("a.localhost", "/" + i);
                assertThat(visitor.response()).endsWith("/" + i);
            }
            assertThat(service.connections()).isEqualTo(1);
        }
    }

    @Test
    void pipelined_requests_are_answered_in_order() throws IOException {
        try (var service = LocalService.http(c -> c.answer(c.path()));
                var other = LocalService.http(c -> c.answer("other"));
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            edge.http("b.localhost", other.port());
            var all = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                all.append("GET /").append(i).append(" HTTP/1.1\r\nHost: ");
                all.append(i % 50 == 7 ? "b" : "a").append(".localhost\r\n\r\n");
            }
            visitor.send(all.toString());
            for (int i = 0; i < 200; i++) {
                assertThat(visitor.response()).endsWith(i % 50 == 7 ? "other" : "/" + i);
            }
        }
    }

    @Test
    void a_kept_stream_that_the_service_closes_is_replaced() throws IOException {
        try (var service =
                        LocalService.start(c -> {
                            c.readHead();
                            c.answer(c.path());
                        });
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            for (int i = 0; i < 20; i++) {
                visitor.get("a.localhost", "/" + i);
                assertThat(visitor.response()).endsWith("/" + i);
            }
            assertThat(service.connections()).isEqualTo(20);
        }
    }

    @Test
    void a_visitor_that_ended_its_side_still_gets_its_answer() throws IOException {
        try (var service = LocalService.http(c -> c.answer("late " + c.path()));
                var visitor = new RawClient(edge.port())) {
            edge.http("a.localhost", service.port());
            visitor.get("a.localhost", "/1");
            visitor.get("a.localhost", "/2");
            visitor.socket().shutdownOutput();
            assertThat(visitor.response()).endsWith("late /1");
            assertThat(visitor.response()).endsWith("late /2");
            assertThat(visitor.rest()).isEmpty();
        }
    }
}
