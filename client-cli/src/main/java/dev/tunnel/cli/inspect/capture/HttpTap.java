package dev.tunnel.cli.inspect.capture;

import dev.tunnel.cli.inspect.http.Framing;
import dev.tunnel.cli.inspect.http.HeadReader;
import dev.tunnel.cli.inspect.http.MessageParser;
import dev.tunnel.cli.inspect.http.NotHttpException;
import dev.tunnel.cli.inspect.http.ProxyHeader;
import dev.tunnel.cli.inspect.http.RequestHead;
import dev.tunnel.cli.inspect.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A connection that carries HTTP/1.1: one entry for each exchange. Requests may be sent before the
/// answers to earlier ones (pipelining).
final class HttpTap implements Tap {

    /// Requests that wait for their answers; more are not followed.
    private static final int MAX_WAITING = 100;

    private final Captures store;
    private final Opening opening;
    private long connect;
    private final MessageParser requests = new MessageParser(new Requests());
    private final MessageParser responses = new MessageParser(new Responses());
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private @Nullable ProxyHeader proxyHeader;
    private @Nullable Exchange receiving;
    private boolean begun;
    private @Nullable Exchange switched;
    private @Nullable Tap instead;
    private @Nullable Recorder first;
    private boolean lost;
    private boolean visitorEnded;
    private boolean serviceEnded;

    /// @param connect how long connecting took, in nanoseconds: time of the first exchange
    HttpTap(Captures store, Opening opening, long connect) {
        String version = opening.source().proxyProtocol();
        this.store = store;
        this.opening = opening;
        this.connect = connect;
        this.proxyHeader = version == null ? null : new ProxyHeader(version);
    }

    @Override
    public void read(boolean fromVisitor, ByteBuf buffer) {
        if (instead != null) {
            instead.read(fromVisitor, buffer);
        } else if (!fromVisitor) {
            responses.read(buffer);
        } else if (proxyHeader == null) {
            requests.read(buffer);
        } else {
            passProxyHeader(proxyHeader, buffer);
        }
    }

    private void passProxyHeader(ProxyHeader header, ByteBuf buffer) {
        int taken = header.take(buffer, buffer.readerIndex(), buffer.readableBytes());
        if (header.isOver()) {
            proxyHeader = null;
            ByteBuf rest =
                    buffer.slice(buffer.readerIndex() + taken, buffer.readableBytes() - taken);
            requests.read(rest);
        }
    }

    @Override
    public void end(boolean fromVisitor) {
        if (instead != null) {
            instead.end(fromVisitor);
            return;
        }
        boolean whole = (fromVisitor ? requests : responses).end();
        visitorEnded |= fromVisitor;
        serviceEnded |= !fromVisitor;
        if (fromVisitor && !whole && receiving != null) {
            receiving.broken("the visitor went away inside of the request");
            receiving = null;
        }
        if (serviceEnded) {
            lose("the connection ended before the answer was whole");
        }
        if (switched != null && visitorEnded && serviceEnded) {
            switched.over();
        }
    }

    private void lose(String why) {
        lost = true;
        if (receiving != null) {
            receiving.broken(why);
            receiving = null;
        }
        waiting.forEach(exchange -> exchange.broken(why));
        waiting.clear();
    }

    /// The first exchange's record, once there is one.
    @Nullable Recorder first() {
        return first;
    }

    private void begin(RequestHead head, int length) {
        if (lost || waiting.size() >= MAX_WAITING) {
            throw new NotHttpException("too many requests without an answer");
        }
        Recorder recorder = store.begin(opening, connect);
        connect = 0;
        if (recorder != null) {
            recorder.request(head, length);
            first = first == null ? recorder : first;
        }
        Exchange exchange = new Exchange(head, store, recorder);
        receiving = exchange;
        begun = true;
        waiting.add(exchange);
    }

    /// What the visitor sends from now on belongs to the first exchange that waits.
    private void switchProtocol(Exchange exchange) {
        exchange.switched();
        switched = exchange;
        receiving = null;
        waiting.remove();
        waiting.forEach(later -> later.broken("an earlier request switched protocols"));
        waiting.clear();
        requests.switchToRaw();
    }

    private final class Requests implements MessageParser.Sink {
        @Override
        public Framing onHead(byte[] bytes, int length) {
            RequestHead head = HeadReader.request(bytes, length);
            if (head.opensHttp2()) {
                if (begun) {
                    throw new NotHttpException("HTTP/2 begins after a request of HTTP/1.1");
                }
                Opening http2 = new Opening(opening.source().as(Source.Kind.HTTP2), "");
                instead = store.connection(http2, connect);
                return Framing.RAW;
            }
            Framing framing = Framing.ofRequest(head.headers());
            begin(head, length);
            return framing;
        }

        @Override
        public void onBody(ByteBuf buffer, int index, int length) {
            if (receiving != null) {
                receiving.requestBody(buffer, index, length);
            }
        }

        @Override
        public void onEnd() {
            if (receiving != null) {
                receiving.requestEnd();
                receiving = null;
            }
        }

        @Override
        public void onRaw(ByteBuf buffer, int index, int length) {
            if (instead != null) {
                instead.read(true, buffer.slice(index, length));
            } else if (switched != null) {
                switched.raw(true, buffer, index, length);
            }
        }

        @Override
        public void onLost(String why) {
            lose("the visitor's side: " + why);
        }
    }

    private final class Responses implements MessageParser.Sink {
        @Override
        public Framing onHead(byte[] bytes, int length) {
            ResponseHead head = HeadReader.response(bytes, length);
            Exchange exchange = waiting.peek();
            String method = exchange == null ? "GET" : exchange.method();
            Framing framing = Framing.ofResponse(method, head.status(), head.headers());
            if (exchange == null) {
                return framing; // nobody asked
            }
            if (framing.kind() == Framing.Kind.INTERIM) {
                exchange.interim();
            } else {
                exchange.response(head, length);
            }
            if (framing.kind() == Framing.Kind.RAW) {
                switchProtocol(exchange);
            }
            return framing;
        }

        @Override
        public void onBody(ByteBuf buffer, int index, int length) {
            Exchange exchange = waiting.peek();
            if (exchange != null) {
                exchange.responseBody(buffer, index, length);
            }
        }

        @Override
        public void onEnd() {
            Exchange exchange = waiting.poll();
            if (exchange != null) {
                exchange.responseEnd();
            }
        }

        @Override
        public void onRaw(ByteBuf buffer, int index, int length) {
            if (switched != null) {
                switched.raw(false, buffer, index, length);
            }
        }

        @Override
        public void onLost(String why) {
            lose("the service's side: " + why);
        }
    }
}
