package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tunnel.edge.config.TrustedProxies;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// Whatever a visitor sends, in one piece or byte by byte, comes to the same requests and the same
/// refusal, if any; and what the local service is sent of it is read by a strict reader of another
/// make as exactly these requests.
public final class RequestFuzz {
    private static final HttpSettings SETTINGS = HttpSettings.defaults(TrustedProxies.NONE);
    private static final InetSocketAddress VISITOR =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    private RequestFuzz() {}

    /// @param what method and target of each request that was taken, and the refusal
    /// @param bodies of the requests that were complete
    /// @param relayed the bytes that the local service would be sent
    private record Outcome(List<String> what, List<String> bodies, String relayed) {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        var whole = decode(data, Math.max(1, data.length));
        var pieces = decode(data, 1);
        if (!whole.what().equals(pieces.what()) || !whole.bodies().equals(pieces.bodies())) {
            throw new AssertionError(whole + "\nin pieces: " + pieces);
        }
        judge(whole);
        judge(pieces);
    }

    private static void judge(Outcome outcome) throws IOException {
        var seen = SeenRequest.all(outcome.relayed());
        if (seen.size() != outcome.bodies().size()) {
            throw new AssertionError(seen + " of " + outcome);
        }
        for (int i = 0; i < seen.size(); i++) {
            var request = seen.get(i);
            if (!request.what().equals(outcome.what().get(i))
                    || !request.body().equals(outcome.bodies().get(i))) {
                throw new AssertionError(request + " of " + outcome);
            }
        }
    }

    private static Outcome decode(byte[] data, int piece) {
        var allocator = new UnpooledByteBufAllocator(false);
        var codec = new PublicHttpCodec(SETTINGS, false);
        var visitor = new EmbeddedChannel(codec);
        visitor.config().setAllocator(allocator);
        var service = new EmbeddedChannel(new HttpRequestEncoder());
        service.config().setAllocator(allocator);
        var reading = new Reading(codec, visitor, service);
        for (int from = 0; from < data.length; from += piece) {
            int length = Math.min(piece, data.length - from);
            visitor.writeInbound(allocator.heapBuffer(length).writeBytes(data, from, length));
            reading.take();
        }
        visitor.finishAndReleaseAll();
        service.finishAndReleaseAll();
        if (allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory() > 0) {
            throw new AssertionError("a buffer was left behind");
        }
        return reading.outcome();
    }

    private static Origin origin(PublicRequest request) {
        return new Origin(VISITOR, false, request.authority());
    }

    private static final class Reading {
        private final PublicHttpCodec codec;
        private final EmbeddedChannel visitor;
        private final EmbeddedChannel service;
        private final List<String> what = new ArrayList<>();
        private final List<String> bodies = new ArrayList<>();
        private final StringBuilder relayed = new StringBuilder();
        private StringBuilder current = new StringBuilder();
        private StringBuilder body = new StringBuilder();

        Reading(PublicHttpCodec codec, EmbeddedChannel visitor, EmbeddedChannel service) {
            this.codec = codec;
            this.visitor = visitor;
            this.service = service;
        }

        void take() {
            for (Object next = visitor.readInbound(); next != null; next = visitor.readInbound()) {
                switch (next) {
                    case PublicRequest request -> {
                        new RequestHeaders(origin(request), null, false).rewrite(request);
                        what.add(request.head().method() + " " + request.head().uri());
                        send(request.head());
                    }
                    case HttpContent content -> content(content);
                    case Refusal refusal -> what.add(refusal.status().toString());
                    default -> ReferenceCountUtil.release(next);
                }
            }
        }

        private void content(HttpContent content) {
            body.append(content.content().toString(ISO_8859_1));
            if (!(content instanceof LastHttpContent last)) {
                send(content);
                return;
            }
            if (last != LastHttpContent.EMPTY_LAST_CONTENT) {
                Trailers.strip(last.trailingHeaders());
            }
            send(content);
            relayed.append(current);
            bodies.add(body.toString());
            current = new StringBuilder();
            body = new StringBuilder();
            codec.next();
        }

        private void send(Object message) {
            service.writeOutbound(message);
            for (ByteBuf out = service.readOutbound(); out != null; out = service.readOutbound()) {
                current.append(out.toString(ISO_8859_1));
                out.release();
            }
        }

        Outcome outcome() {
            return new Outcome(what, bodies, relayed.toString());
        }
    }
}
