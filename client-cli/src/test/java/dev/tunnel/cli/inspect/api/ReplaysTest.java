package dev.tunnel.cli.inspect.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunnel.cli.inspect.capture.CaptureLimits;
import dev.tunnel.cli.inspect.capture.Captures;
import dev.tunnel.cli.inspect.capture.Entry;
import dev.tunnel.cli.inspect.capture.Source;
import dev.tunnel.cli.inspect.http.Header;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplaysTest {

    private final Replays replays = new Replays(new Masking(List.of()));

    private static Entry captured(String request) {
        Captures captures =
                new Captures(
                        CaptureLimits.DEFAULT,
                        Clock.systemUTC(),
                        System::nanoTime,
                        Path.of("target"));
        EmbeddedChannel visitor = new EmbeddedChannel();
        captures.onStream(new Source("web", Source.Kind.HTTP, "x", "", false, null))
                .onConnected(visitor, new EmbeddedChannel());
        visitor.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1));
        visitor.releaseInbound();
        return captures.entries().getFirst();
    }

    private String replay(String request, Replays.Edit edit) {
        return new String(replays.request(captured(request), edit), StandardCharsets.ISO_8859_1);
    }

    @Test
    void sendsTheSameRequestOnAConnectionOfItsOwn() {
        assertThat(
                        replay(
                                "POST /a?b HTTP/1.1\r\n"
                                        + "Host: x\r\n"
                                        + "Cookie: s=1\r\n"
                                        + "Transfer-Encoding: chunked\r\n"
                                        + "Expect: 100-continue\r\n\r\n"
                                        + "2\r\n"
                                        + "hi\r\n"
                                        + "0\r\n\r\n",
                                Replays.Edit.NONE))
                .isEqualTo(
                        "POST /a?b HTTP/1.1\r\n"
                                + "Host: x\r\n"
                                + "Cookie: s=1\r\n"
                                + "Content-Length: 2\r\n"
                                + "Connection: close\r\n\r\n"
                                + "hi");
    }

    @Test
    void putsOriginalsBackWhereTheMaskStillStands() {
        List<Header> edited =
                List.of(
                        new Header("Host", "y"),
                        new Header("authorization", "Bearer " + Masking.MASK),
                        new Header("Cookie", "new=1"),
                        new Header("Cookie", Masking.MASK));
        assertThat(
                        replay(
                                "GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer abc\r\n"
                                        + "Cookie: a=1\r\nCookie: b=2\r\n\r\n",
                                new Replays.Edit("PUT", "/b", edited, new byte[] {'!'})))
                .isEqualTo(
                        "PUT /b HTTP/1.1\r\n"
                                + "Host: y\r\n"
                                + "authorization: Bearer abc\r\n"
                                + "Cookie: new=1\r\n"
                                + "Cookie: b=2\r\n"
                                + "Content-Length: 1\r\n"
                                + "Connection: close\r\n\r\n"
                                + "!");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, / x, A, b",
        "'G T', /, A, b",
        "GET, '', A, b",
        "GET, '/\n', A, b",
        "GET, /, 'A:', b",
        "GET, /, '', b",
        "GET, /, A, 'b\r\nC: d'",
        "GET, /, A, 'b\u0000'",
    })
    void sendsNothingThatWouldNotBeOneRequest(
            String method, String target, String name, String value) {
        var edit = new Replays.Edit(method, target, List.of(new Header(name, value)), null);
        Entry entry = captured("GET / HTTP/1.1\r\n\r\n");
        assertThatThrownBy(() -> replays.request(entry, edit)).isInstanceOf(ApiException.class);
    }

    @Test
    void sendsAnUpgradeThatWasNotMadeWithoutIt() {
        assertThat(
                        replay(
                                "GET / HTTP/1.1\r\n"
                                        + "Connection: Upgrade\r\n"
                                        + "Upgrade: h2c\r\n"
                                        + "A: b\r\n\r\n",
                                Replays.Edit.NONE))
                .isEqualTo("GET / HTTP/1.1\r\nA: b\r\nConnection: close\r\n\r\n");
    }

    @Test
    void refusesWhatIsNotThereAsAWhole() {
        Entry cut =
                captured("PUT / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(500_000));
        assertThatThrownBy(() -> replays.request(cut, Replays.Edit.NONE))
                .isInstanceOf(ApiException.class);
        assertThat(replays.request(cut, new Replays.Edit(null, null, null, new byte[] {'y'})))
                .asString()
                .endsWith("Content-Length: 1\r\nConnection: close\r\n\r\ny");
    }

    @Test
    void refusesAnUpgrade() {
        Entry entry =
                captured(
                        "GET / HTTP/1.1\r\n"
                                + "Connection: keep-alive, Upgrade\r\n"
                                + "Upgrade: websocket\r\n\r\n");
        assertThatThrownBy(() -> replays.request(entry, Replays.Edit.NONE))
                .isInstanceOf(ApiException.class);
    }
}
