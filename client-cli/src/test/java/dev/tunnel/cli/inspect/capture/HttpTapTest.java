package dev.tunnel.cli.inspect.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.inspect.capture.Entry.State;
import dev.tunnel.cli.inspect.capture.Entry.Stream;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpTapTest {

    private static final String GET = "GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private static int status(Entry entry) {
        return Objects.requireNonNull(entry.response()).status();
    }

    private static String target(Entry entry) {
        return Objects.requireNonNull(entry.request()).target();
    }

    @Test
    void recordsAnExchange() {
        Entry entry = Wire.http().visitor(GET).service(OK).only();

        assertThat(entry.state()).isEqualTo(State.DONE);
        assertThat(Objects.requireNonNull(entry.request()).method()).isEqualTo("GET");
        assertThat(target(entry)).isEqualTo("/a?b=c");
        assertThat(status(entry)).isEqualTo(200);
        assertThat(entry.sent()).isEqualTo(Body.EMPTY);
        assertThat(Wire.text(entry.received())).isEqualTo("hello");
        assertThat(entry.timing().responseEnd()).isPositive();
        assertThat(entry.source().visitor()).isEqualTo("192.0.2.7:4711");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7})
    void takesChunksApartHoweverTheyCome(int step) {
        Wire wire =
                new Wire(Wire.captures(CaptureLimits.DEFAULT), Wire.source(Source.Kind.HTTP), step);
        String post =
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n";
        wire.visitor(post + GET).service(OK + OK);

        assertThat(wire.entries()).hasSize(2).allMatch(entry -> entry.state() == State.DONE);
        assertThat(Wire.text(wire.entries().getFirst().sent())).isEqualTo("abc0123456789");
        assertThat(wire.passed(true)).asString().isEqualTo(post + GET);
    }

    @Test
    void followsPipelinedRequests() {
        Wire wire = Wire.http();
        wire.visitor(GET + GET.replace("/a", "/b") + GET.replace("GET /a", "HEAD /c"));
        wire.service(OK + "HTTP/1.1 404 Gone\r\nContent-Length: 0\r\n\r\n");
        wire.service("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"); // to HEAD: no body

        assertThat(wire.entries())
                .extracting(HttpTapTest::target)
                .containsExactly("/a?b=c", "/b?b=c", "/c?b=c");
        assertThat(wire.entries()).extracting(HttpTapTest::status).containsExactly(200, 404, 200);
        assertThat(wire.entries()).allMatch(entry -> entry.state() == State.DONE);
    }

    @Test
    void passesInterimAnswersOver() {
        Entry entry =
                Wire.http()
                        .visitor(
                                "POST / HTTP/1.1\r\n"
                                        + "Content-Length: 2\r\n"
                                        + "Expect: 100-continue\r\n\r\n")
                        .service(
                                "HTTP/1.1 100 Continue\r\n\r\n"
                                        + "HTTP/1.1 103 Early Hints\r\n"
                                        + "Link: x\r\n\r\n")
                        .visitor("hi")
                        .service(OK)
                        .only();

        assertThat(entry.interim()).isEqualTo(2);
        assertThat(status(entry)).isEqualTo(200);
        assertThat(Wire.text(entry.sent())).isEqualTo("hi");
    }

    @Test
    void endsABodyWithoutLengthWithTheConnection() {
        Wire wire = Wire.http().visitor(GET).service("HTTP/1.0 200 OK\r\n\r\nall of it");
        assertThat(wire.only().state()).isEqualTo(State.OPEN);

        wire.serviceEnds();

        assertThat(wire.only().state()).isEqualTo(State.DONE);
        assertThat(Wire.text(wire.only().received())).isEqualTo("all of it");
    }

    @Test
    void saysThatAnAnswerIsNotWhole() {
        Entry entry =
                Wire.http()
                        .visitor(GET)
                        .service("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
                        .bothClose()
                        .only();

        assertThat(entry.state()).isEqualTo(State.BROKEN);
        assertThat(entry.note()).contains("before the answer was whole");
    }

    @Test
    void saysThatARequestIsNotWhole() {
        Entry entry =
                Wire.http()
                        .visitor("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf")
                        .visitorEnds()
                        .only();

        assertThat(entry.state()).isEqualTo(State.BROKEN);
        assertThat(entry.note()).contains("visitor went away");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0001\u0002\r\n\r\n",
                "HELO mail\r\n\r\n",
                "GET /\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
            })
    void passesOnWhatItDoesNotUnderstand(String garbage) {
        Wire wire = Wire.http().visitor(garbage).visitor(GET).service(OK);

        assertThat(wire.entries()).allMatch(entry -> entry.state() == State.BROKEN);
        assertThat(wire.passed(true))
                .asString(StandardCharsets.ISO_8859_1)
                .isEqualTo(garbage + GET);
        assertThat(wire.passed(false)).asString().isEqualTo(OK);
    }

    @Test
    void givesUpOnAHeadWithoutEnd() {
        Wire wire = Wire.http();
        for (int i = 0; i < 200; i++) {
            wire.visitor("x".repeat(1000));
        }
        assertThat(wire.entries()).isEmpty();
        assertThat(wire.passed(true)).hasSize(200_000);
    }

    @Test
    void followsNoMoreThanAHundredRequestsWithoutAnAnswer() {
        Wire wire = Wire.http().visitor(GET.repeat(150));
        assertThat(wire.entries()).hasSize(100).allMatch(entry -> entry.state() == State.BROKEN);
    }

    @Test
    void keepsTheBeginningOfALargeBodyOnly() {
        Wire wire = Wire.http().visitor("PUT /big HTTP/1.1\r\nContent-Length: 100000000\r\n\r\n");
        byte[] part = new byte[1_000_000];
        for (int i = 0; i < 100; i++) {
            wire.visitor(part).passed(true);
        }
        wire.service(OK);

        assertThat(wire.only().sent().size()).isEqualTo(100_000_000);
        assertThat(wire.only().sent().content().length()).isEqualTo(CaptureLimits.DEFAULT.body());
        assertThat(wire.only().sent().truncated()).isTrue();
        assertThat(wire.captures().memory()).isLessThan(2L * CaptureLimits.DEFAULT.body());
    }

    @Test
    void readsServerSentEvents() {
        Entry entry =
                Wire.http()
                        .visitor(GET)
                        .service("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
                        .service(": hello\n\nid: 7\nevent: tick\ndata: on")
                        .service("e\r\ndata: two\r\n\r\ndata:x\r\rretry: 5\n\n")
                        .only();

        assertThat(entry.stream()).isEqualTo(Stream.EVENTS);
        assertThat(entry.state()).isEqualTo(State.OPEN);
        assertThat(entry.messages().view().messages())
                .map(message -> ((Message.Event) message).event())
                .extracting("type", "id", "data")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("tick", "7", "one\ntwo"),
                        org.assertj.core.groups.Tuple.tuple("message", "7", "x"));
    }

    @Test
    void seesHttp2AsAConnection() {
        Wire wire = Wire.http().visitor("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").service(new byte[50]);
        wire.bothClose();

        assertThat(wire.only().source().kind()).isEqualTo(Source.Kind.HTTP2);
        assertThat(wire.only().received().size()).isEqualTo(50);
        assertThat(wire.only().state()).isEqualTo(State.DONE);
    }

    @Test
    void leavesNothingOpenWhereHttp2BeginsAfterARequest() {
        Wire wire = Wire.http().visitor(GET + "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").service(OK);
        wire.bothClose();

        assertThat(target(wire.only())).isEqualTo("/a?b=c");
        assertThat(wire.only().state()).isEqualTo(State.BROKEN);
    }

    @Test
    void leavesNothingOpenBehindARequestThatSwitchesProtocols() {
        Wire wire =
                Wire.http()
                        .visitor("CONNECT x:1 HTTP/1.1\r\nHost: x:1\r\n\r\n" + GET)
                        .service("HTTP/1.1 200 OK\r\n\r\nhello");
        wire.bothClose();

        assertThat(wire.entries()).hasSize(2);
        assertThat(wire.entries()).extracting(Entry::state).contains(State.DONE, State.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void passesAProxyHeaderOver(int step) {
        Source source = Wire.source(Source.Kind.HTTP);
        Source v1 = new Source("web", source.kind(), source.target(), "", false, "v1");
        Source v2 = new Source("web", source.kind(), source.target(), "", false, "v2");
        Wire first = new Wire(Wire.captures(CaptureLimits.DEFAULT), v1, step);
        first.visitor("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n" + GET).service(OK);
        Wire second = new Wire(Wire.captures(CaptureLimits.DEFAULT), v2, step);
        second.visitor("\r\n\r\n\0\r\nQUIT\n\u0021\u0011\0\u000cabcdefghijkl" + GET).service(OK);

        assertThat(target(first.only())).isEqualTo("/a?b=c");
        assertThat(target(second.only())).isEqualTo("/a?b=c");
    }

    @Test
    void countsATcpConnection() {
        Wire wire = new Wire(Wire.captures(CaptureLimits.DEFAULT), Wire.source(Source.Kind.TCP), 0);
        wire.visitor("ping").service("pong!").bothClose();

        assertThat(wire.only().request()).isNull();
        assertThat(wire.only().sent().size()).isEqualTo(4);
        assertThat(Wire.text(wire.only().received())).isEqualTo("pong!");
        assertThat(wire.only().state()).isEqualTo(State.DONE);
    }

    @Test
    void seesWhatTheAgentItselfAnswers() {
        Captures captures = Wire.captures(CaptureLimits.DEFAULT);
        EmbeddedChannel stream = new EmbeddedChannel();
        captures.onStream(Wire.source(Source.Kind.HTTP)).onAnswered(stream);
        stream.writeInbound(Unpooled.copiedBuffer(GET, StandardCharsets.US_ASCII));
        stream.writeOutbound(Unpooled.copiedBuffer(OK, StandardCharsets.US_ASCII));
        stream.releaseInbound();
        stream.releaseOutbound();

        assertThat(captures.entries()).hasSize(1);
        assertThat(captures.entries().getFirst().state()).isEqualTo(State.DONE);
        assertThat(Wire.text(captures.entries().getFirst().received())).isEqualTo("hello");
    }

    @Test
    void recordsNothingWhilePaused() {
        Wire wire = Wire.http();
        wire.captures().pause(true);
        wire.visitor(GET).service(OK);
        wire.captures().pause(false);
        wire.visitor(GET.replace("/a", "/later")).service(OK);

        assertThat(target(wire.only())).isEqualTo("/later?b=c");
    }
}
