package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.ingress.LocalService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What visitors of HTTP/2 may make the edge keep, all together.
final class Http2MemoryIT {
    private static final String HOST = "a.localhost";
    private static final int ENHANCE_YOUR_CALM = 11;
    private static final int BUDGET = 1 << 20;
    private static final int REQUESTS = 40;
    private static final String PAGE = "x".repeat(100_000);
    private static final byte[] NO_WINDOW = {0, 4, 0, 0, 0, 0};

    private final HttpMemory memory = HttpMemory.of(BUDGET);

    @RegisterExtension private final Http2Edge edge = Http2Edge.of("localhost", memory);

    @Test
    void answers_that_nobody_takes_end_when_the_memory_is_used_up_and_others_are_served()
            throws Exception {
        try (var service = LocalService.http(c -> c.answer(PAGE));
                var other = new Http2Peer(edge.connect(HOST, "h2"))) {
            edge.fixture().http(HOST, service.port());
            try (var greedy = new Http2Peer(edge.connect(HOST, "h2"), NO_WINDOW)) {
                for (int i = 0; i < REQUESTS; i++) {
                    greedy.get(2 * i + 1, HOST, "/");
                }
                assertThat(greedy.next(Http2Peer.RST_STREAM).error()).isEqualTo(ENHANCE_YOUR_CALM);
                assertThat(memory.responses().held()).isLessThanOrEqualTo(BUDGET / 2);
            }
            await().until(() -> memory.responses().held() == 0);
            other.get(1, HOST, "/");
            assertThat(other.response(1).body()).isEqualTo(PAGE);
        }
    }
}
