package dev.tunnel.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.Ngrok1Peer;
import dev.tunnel.e2e.stack.SharedStack;
import dev.tunnel.e2e.stack.Stack;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The ngrok 1.x protocol message by message, spoken by a peer of our own that is as picky as the
/// pickiest client: each message alone in a TLS record.
@ExtendWith(SharedStack.class)
class Ngrok1IT {
    private static final String REQ_PROXY = "{\"Type\":\"ReqProxy\",\"Payload\":{}}";
    private static final String PONG = "{\"Type\":\"Pong\",\"Payload\":{}}";
    private static final String PING = "{\"Type\":\"Ping\",\"Payload\":{}}";

    private final Stack stack;
    private final Account account;

    Ngrok1IT(Stack stack) {
        this.stack = stack;
        this.account = stack.signUp("ngrok");
    }

    @Test
    void aWholeConversation() {
        String name = stack.newName("talk");
        try (Ngrok1Peer peer = peer()) {
            peer.auth(account.authtoken(), "");
            assertThat(peer.hear())
                    .as("first of all")
                    .matches(
                            "\\{\"Type\":\"AuthResp\",\"Payload\":\\{\"Version\":\"2\",\"MmVersion\":\"1.7\","
                                + "\"ClientId\":\"[0-9a-f]{48}[\\w-]{40,60}\",\"Error\":\"\"}}");
            assertThat(peer.hear()).as("ahead of visitors").isEqualTo(REQ_PROXY);
            peer.ask("51d5a4a8b2a3f6a4", "https+http", name);
            assertThat(peer.hear()).isEqualTo(newTunnel("51d5a4a8b2a3f6a4", https(name), "https"));
            assertThat(peer.hear()).isEqualTo(newTunnel("51d5a4a8b2a3f6a4", http(name), "http"));
            assertThat(peer.ping().hear()).isEqualTo(PONG);
        }
    }

    @Test
    void agentsAreServedOnTheHttpsPortToo() {
        try (Ngrok1Peer peer = Ngrok1Peer.connect(stack.ports().https())) {
            peer.auth(account.authtoken(), "");
            assertThat(peer.hear("AuthResp").get("Error").asText()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "4", ""})
    void anotherVersionIsToldWhichOneIsSpoken(String version) {
        try (Ngrok1Peer peer = peer()) {
            peer.say(
                    "{\"Type\":\"Auth\",\"Payload\":{\"Version\":\"%s\",\"User\":\"%s\"}}"
                            .formatted(version, account.authtoken()));
            assertThat(peer.hear())
                    .isEqualTo(
                            authResp(
                                    "Incompatible versions. Server 1.7, client "
                                            + version
                                            + ". Download a new version at http://ngrok.com"));
            assertThat(peer.isClosedSilently()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user", "tt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void withoutAnAccountsAuthtokenThereIsAnErrorAndTheEnd(String token) {
        try (Ngrok1Peer peer = peer()) {
            JsonNode refused = peer.auth(token, "").hear("AuthResp");
            assertThat(refused.get("Error").asText()).contains("authtoken");
            assertThat(refused.get("ClientId").asText()).isEmpty();
            assertThat(refused.get("Version").asText()).isEmpty();
            assertThat(peer.isClosedSilently()).isTrue();
        }
    }

    static Stream<byte[]> noBeginnings() {
        return Stream.of(
                Ngrok1Peer.length(0),
                Ngrok1Peer.length(-1),
                Ngrok1Peer.length(8L << 30),
                Ngrok1Peer.length(65_537),
                Ngrok1Peer.frame("{"),
                Ngrok1Peer.frame("[]"),
                Ngrok1Peer.frame("{\"Type\":\"Hello\",\"Payload\":{}}"),
                Ngrok1Peer.frame("{\"Type\":\"Auth\",\"Payload\":{\"Version\":2}}"),
                Ngrok1Peer.frame("{\"Type\":\"Auth\",\"Payload\":[]}"),
                Ngrok1Peer.frame(PING),
                Ngrok1Peer.frame(REQ_PROXY),
                Ngrok1Peer.frame("{\"Type\":\"ReqTunnel\",\"Payload\":{\"Protocol\":\"http\"}}"),
                Ngrok1Peer.frame("{\"Type\":\"RegProxy\",\"Payload\":{\"ClientId\":\"\"}}"),
                Ngrok1Peer.frame(
                        "{\"Type\":\"RegProxy\",\"Payload\":{\"ClientId\":\""
                                + "0".repeat(94)
                                + "\"}}"));
    }

    @ParameterizedTest
    @MethodSource("noBeginnings")
    void whatIsNoBeginningIsClosedWithoutAWord(byte[] bytes) {
        try (Ngrok1Peer peer = peer()) {
            byte[] withBody = Arrays.copyOf(bytes, Math.max(bytes.length, 20));
            assertThat(peer.send(withBody).isClosedSilently()).isTrue();
        }
    }

    static Stream<byte[]> violations() {
        return Stream.of(
                Ngrok1Peer.length(0),
                Ngrok1Peer.length(-5),
                Ngrok1Peer.length(Long.MAX_VALUE),
                Ngrok1Peer.frame("no json"),
                Ngrok1Peer.frame("{\"Type\":\"Quit\",\"Payload\":{}}"),
                Ngrok1Peer.frame("{\"Type\":\"ReqTunnel\",\"Payload\":{\"Protocol\":[]}}"),
                Ngrok1Peer.frame("{\"Type\":\"ReqTunnel\",\"Payload\":{\"RemotePort\":\"x\"}}"));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void aClientThatBreaksTheRulesIsClosed(byte[] bytes) {
        try (Ngrok1Peer peer = member()) {
            assertThat(peer.send(bytes).isClosedSilently()).isTrue();
        }
    }

    @Test
    void messagesMayComeInPiecesOrTogetherOrWithWhatOldClientsAdd() {
        String name = stack.newName("pieces");
        byte[] ping = Ngrok1Peer.frame(PING);
        try (Ngrok1Peer peer = member()) {
            for (byte one : ping) {
                peer.send(new byte[] {one});
            }
            assertThat(peer.hear()).isEqualTo(PONG);
            byte[] nullPing = Ngrok1Peer.frame("{\"Type\":\"Ping\",\"Payload\":null}");
            byte[] barePing = Ngrok1Peer.frame("{\"type\":\"Ping\"}");
            byte[] pong = Ngrok1Peer.frame(PONG);
            peer.send(together(ping, nullPing, pong, barePing));
            for (int i = 0; i < 3; i++) {
                assertThat(peer.hear()).as("alone in its record").isEqualTo(PONG);
            }
            peer.say(
                    """
                    {"Type":"ReqTunnel","Payload":{"protocol":"http","ReqId":"ABCDE","Subdomain":"%s",\
                    "HttpAuth":null,"RemotePort":"0","authtoken":"x","Category":{"a":[1]}}}\
                    """
                            .formatted(name));
            assertThat(peer.hear()).isEqualTo(newTunnel("ABCDE", http(name), "http"));
        }
    }

    @Test
    void anErrorHasNothingButItsTextAndEndsAClientWithoutTunnels() {
        try (Ngrok1Peer peer = member()) {
            peer.ask("aa", "udp", "");
            assertThat(peer.hear()).isEqualTo(refused("Protocol udp is not supported"));
            assertThat(peer.isClosedSilently()).isTrue();
        }
    }

    @Test
    void anErrorLeavesAClientItsTunnels() {
        String name = stack.newName("stays");
        try (Ngrok1Peer peer = member()) {
            peer.ask("aa", "http+udp+https", name);
            assertThat(peer.hear()).isEqualTo(newTunnel("aa", http(name), "http"));
            assertThat(peer.hear()).isEqualTo(refused("Protocol udp is not supported"));
            peer.ask("bb", "tcp", "", "", "", 1);
            assertThat(peer.hear("NewTunnel").get("Error").asText()).contains("Port 1 ");
            peer.ask("cc", "tcp", "", "", "", 70_000);
            assertThat(peer.hear("NewTunnel").get("Error").asText()).contains("70000");
            peer.ask("dd", "http", "-bad-");
            assertThat(peer.hear("NewTunnel").get("Error").asText()).contains("-bad-");
            assertThat(peer.ping().hear()).isEqualTo(PONG);
        }
    }

    @Test
    void theSameWishIsAnsweredTheSameHoweverOftenItComes() {
        String name = stack.newName("again");
        try (Ngrok1Peer peer = member()) {
            peer.ask("aa", "http", name).ask("bb", "http", name).ask("cc", "https", name);
            assertThat(peer.hear()).isEqualTo(newTunnel("aa", http(name), "http"));
            assertThat(peer.hear()).isEqualTo(newTunnel("bb", http(name), "http"));
            assertThat(peer.hear()).isEqualTo(newTunnel("cc", https(name), "https"));
            String random = peer.ask("dd", "tcp", "").hear("NewTunnel").get("Url").asText();
            assertThat(peer.ask("dd", "tcp", "").hear("NewTunnel").get("Url").asText())
                    .isEqualTo(random);
            assertThat(peer.ask("ee", "tcp", "").hear("NewTunnel").get("Url").asText())
                    .isNotEqualTo(random);
        }
    }

    @Test
    void aNameCannotBeOpenedToEverybodyByAskingForItAgainWithoutItsPassword() {
        String name = stack.newName("closed");
        try (Ngrok1Peer peer = member()) {
            peer.ask("aa", "http", "", name, "u:p", 0);
            assertThat(peer.hear()).isEqualTo(newTunnel("aa", http(name), "http"));
            assertThat(peer.ask("bb", "https", name).hear("NewTunnel").get("Error").asText())
                    .isEqualTo("The tunnel " + http(name) + " is already registered.");
        }
    }

    @Test
    void aHostnameBelowTheDomainGoesBeforeASubdomain() {
        String name = stack.newName("host");
        try (Ngrok1Peer peer = member()) {
            peer.ask("aa", "http", " " + name.toUpperCase() + ".localhost:8000", "x", "", 0);
            assertThat(peer.hear()).isEqualTo(newTunnel("aa", http(name), "http"));
            peer.ask("bb", "http", "www.example.com", "", "", 0);
            assertThat(peer.hear("NewTunnel").get("Error").asText()).contains("www.example.com");
        }
    }

    @Test
    void whoAsksForTooMuchIsClosed() {
        try (Ngrok1Peer peer = member()) {
            byte[] wish =
                    Ngrok1Peer.frame(
                            "{\"Type\":\"ReqTunnel\",\"Payload\":{\"ReqId\":\"a\",\"Protocol\":\"tcp\"}}");
            ByteBuffer many = ByteBuffer.allocate(wish.length * 400);
            while (many.hasRemaining()) {
                many.put(wish);
            }
            peer.send(many.array());
            assertThat(peer.rest()).isLessThan(400 * 100);
        }
    }

    private Ngrok1Peer peer() {
        return Ngrok1Peer.connect(stack.ports().agent());
    }

    /// A client that is in, with the wish for a first proxy connection heard.
    private Ngrok1Peer member() {
        Ngrok1Peer peer = peer();
        peer.auth(account.authtoken(), "").hear("AuthResp");
        assertThat(peer.hear()).isEqualTo(REQ_PROXY);
        return peer;
    }

    private String http(String name) {
        return "http://" + name + ".localhost:" + stack.ports().http();
    }

    private String https(String name) {
        return "https://" + name + ".localhost:" + stack.ports().https();
    }

    private static String newTunnel(String reqId, String url, String protocol) {
        return "{\"Type\":\"NewTunnel\",\"Payload\":{\"ReqId\":\"%s\",\"Url\":\"%s\",\"Protocol\":\"%s\",\"Error\":\"\"}}"
                .formatted(reqId, url, protocol);
    }

    private static String refused(String error) {
        return "{\"Type\":\"NewTunnel\",\"Payload\":{\"ReqId\":\"\",\"Url\":\"\",\"Protocol\":\"\",\"Error\":\"%s\"}}"
                .formatted(error);
    }

    private static String authResp(String error) {
        return "{\"Type\":\"AuthResp\",\"Payload\":{\"Version\":\"\",\"MmVersion\":\"\",\"ClientId\":\"\",\"Error\":\"%s\"}}"
                .formatted(error);
    }

    private static byte[] together(byte[]... frames) {
        return Stream.of(frames)
                .map(frame -> new String(frame, UTF_8))
                .reduce("", String::concat)
                .getBytes(UTF_8);
    }
}
