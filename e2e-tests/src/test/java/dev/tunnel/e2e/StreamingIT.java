package dev.tunnel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.Visitor;
import dev.tunnel.e2e.service.Pattern;
import dev.tunnel.e2e.service.SocketService;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.service.WebSocketEcho;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.Footprint;
import dev.tunnel.e2e.stack.SharedStack;
import dev.tunnel.e2e.stack.Stack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/// Bodies pass as streams: any size, at once, both ways.
@ExtendWith(SharedStack.class)
class StreamingIT {
    private static final long MIB = 1024 * 1024;
    private static final long WARM_UP = 256 * MIB;
    private static final long LARGE = 1024 * MIB;

    /// Far below a body's size: memory that streams need, not memory that bodies need.
    private static final int GROWTH_MIB = 96;

    private static final int MORE_DESCRIPTORS = 10;

    private final Account account;

    StreamingIT(Stack stack) {
        this.account = stack.signUp("streaming");
    }

    @Test
    void aGigabyteUpAndAGigabyteDownLeaveTheMemoryOfEdgeAndAgentFlat(
            Stack stack, TestReporter reporter) {
        try (WebService service = WebService.start("laptop");
                Agent agent = account.machine().start("http", service.target());
                Visitor visitor = new Visitor()) {
            URI url = agent.publicUrl("http");
            expectTransfer(visitor, url, WARM_UP);
            Footprint before = Footprint.of(stack.edge(), agent.program());

            expectTransfer(visitor, url, LARGE);

            reporter.publishEntry("before", before.toString());
            reporter.publishEntry("after", Footprint.of(stack.edge(), agent.program()).toString());
            before.expectNoGrowth(GROWTH_MIB, MORE_DESCRIPTORS);
        }
    }

    @Test
    void webSocketMessagesOfAllSizesComeBackAsTheyWent() throws Exception {
        try (SocketService service = WebSocketEcho.start();
                Agent agent = account.machine().start("http", service.target());
                Visitor visitor = new Visitor()) {
            Messages messages = new Messages();
            URI url = URI.create(agent.publicUrl("http").toString().replace("http:", "ws:"));
            WebSocket socket =
                    visitor.client().newWebSocketBuilder().buildAsync(url, messages).join();
            for (int size : new int[] {1, 125, 126, 65_535, 65_536, 300_000}) {
                String message = "m".repeat(size);
                socket.sendText(message, true).join();
                assertThat(messages.next()).isEqualTo(message);
            }
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
            assertThat(messages.next()).isEqualTo("closed 1000 done");
        }
    }

    @Test
    void serverSentEventsArriveOneByOneAsTheyAreSent() throws IOException {
        try (WebService service = WebService.start("laptop");
                Agent agent = account.machine().start("http", service.target());
                Visitor visitor = new Visitor();
                BufferedReader events = open(visitor, agent.publicUrl("http"))) {
            for (int i = 0; i < 20; i++) {
                service.emit("event " + i);
                // The next one is sent only when this one has arrived: nothing may hold it back.
                assertThat(events.readLine()).isEqualTo("data: event " + i);
                assertThat(events.readLine()).isEmpty();
            }
        }
    }

    private static void expectTransfer(Visitor visitor, URI url, long size) {
        String expected = Pattern.digest(size).toString();
        String uploaded =
                visitor.post(
                                url.resolve("/digest"),
                                BodyPublishers.ofInputStream(() -> new Pattern(size)))
                        .body();
        assertThat(uploaded).isEqualTo(expected);
        var download = visitor.download(url.resolve("/bytes?" + size));
        assertThat(Pattern.digest(download.body())).hasToString(expected);
    }

    private static BufferedReader open(Visitor visitor, URI url) {
        return new BufferedReader(
                new InputStreamReader(
                        visitor.download(url.resolve("/events")).body(), StandardCharsets.UTF_8));
    }

    /// Whole text messages, and the close, in the order they came.
    private static final class Messages implements WebSocket.Listener {
        private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        private final StringBuilder parts = new StringBuilder();

        String next() throws InterruptedException {
            String message = queue.poll(10, TimeUnit.SECONDS);
            return message == null ? "nothing came" : message;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                queue.add(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            queue.add("closed " + status + " " + reason);
            return null;
        }
    }
}
