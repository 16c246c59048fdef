package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// One end of an HTTP/2 connection that writes its own frames, right or wrong.
final class Http2Peer implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int TYPE_SHIFT = 8;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Map<Integer, Long> granted = new HashMap<>();
    private final byte[] settings;
    private final DefaultHttp2HeadersDecoder hpack = new DefaultHttp2HeadersDecoder(false);

    /// A frame as it came.
    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean ends() {
            return (flags & END_STREAM) != 0 && (type == DATA || type == HEADERS);
        }

        /// The code of RST_STREAM and GOAWAY.
        int error() {
            int from = type == GOAWAY ? 4 : 0;
            return Unpooled.wrappedBuffer(payload).getInt(from);
        }
    }

    /// A whole response.
    record Response(Http2Headers head, String body, Map<String, String> trailers) {
        int status() {
            return Integer.parseInt(head.status().toString());
        }

        String header(String name) {
            var value = head.get(name);
            return value == null ? "" : value.toString();
        }
    }

    /// Connects and exchanges settings.
    Http2Peer(Socket socket) throws IOException {
        this(socket, new byte[0]);
    }

    Http2Peer(Socket socket, byte[] wanted) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
        frame(SETTINGS, 0, 0, wanted);
        settings = next(SETTINGS).payload();
        frame(SETTINGS, 1, 0, new byte[0]);
    }

    /// The value of one of the other side's first settings; 0 when it said nothing of it.
    long setting(int id) {
        var all = Unpooled.wrappedBuffer(settings);
        while (all.isReadable()) {
            if (all.readUnsignedShort() == id) {
                return all.readUnsignedInt();
            }
            all.skipBytes(Integer.BYTES);
        }
        return 0;
    }

    /// Sends a frame.
    void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        var bytes = new ByteArrayOutputStream(payload.length + 9);
        var frame = new DataOutputStream(bytes);
        frame.writeInt(payload.length << TYPE_SHIFT | type);
        frame.writeByte(flags);
        frame.writeInt(stream);
        frame.write(payload);
        out.write(bytes.toByteArray());
        out.flush();
    }

    /// Sends a GET, or whatever the extra fields make of it.
    void get(int stream, String host, String path, String... more) throws IOException {
        headers(stream, true, request("GET", host, path, more));
    }

    /// The fields of a request in order: names and values.
    static String[] request(String method, String host, String path, String... more) {
        return Stream.concat(
                        Stream.of(
                                ":method",
                                method,
                                ":scheme",
                                "https",
                                ":authority",
                                host,
                                ":path",
                                path),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    void headers(int stream, boolean end, String... fields) throws IOException {
        frame(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, block(fields));
    }

    void data(int stream, boolean end, String text) throws IOException {
        frame(DATA, end ? END_STREAM : 0, stream, text.getBytes(ISO_8859_1));
    }

    void integer(int type, int stream, int value) throws IOException {
        frame(type, 0, stream, Unpooled.copyInt(value).array());
    }

    /// A header block without compression: literals that are never indexed.
    static byte[] block(String... fields) {
        var block = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            block.write(0x10);
            text(block, fields[i]);
            text(block, fields[i + 1]);
        }
        return block.toByteArray();
    }

    private static void text(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        int length = bytes.length;
        if (length < 0x7F) {
            block.write(length);
        } else {
            block.write(0x7F);
            for (length -= 0x7F; length >= 0x80; length >>= 7) {
                block.write(0x80 | (length & 0x7F));
            }
            block.write(length);
        }
        block.writeBytes(bytes);
    }

    /// The next frame, whatever it is.
    Frame next() throws IOException {
        int word = in.readInt();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(word >>> TYPE_SHIFT);
        if (payload.length < word >>> TYPE_SHIFT) {
            throw new EOFException("cut frame");
        }
        var frame = new Frame(word & 0xFF, flags, stream, payload);
        if (frame.type() == WINDOW_UPDATE) {
            granted.merge(stream, (long) frame.error(), Long::sum);
        }
        return frame;
    }

    /// Bytes that a stream may have sent beyond its first window.
    long granted(int stream) {
        return granted.getOrDefault(stream, 0L);
    }

    /// The next frame of one of these types; pings and settings are answered on the way.
    Frame next(Integer... types) throws IOException {
        for (var frame = next(); ; frame = next()) {
            if (List.of(types).contains(frame.type())) {
                return frame;
            }
        }
    }

    /// The next frame that ends a stream, or the connection, in disgrace.
    Frame failure() throws IOException {
        return next(RST_STREAM, GOAWAY);
    }

    Http2Headers decode(Frame headers) throws IOException {
        try {
            return hpack.decodeHeaders(headers.stream(), Unpooled.wrappedBuffer(headers.payload()));
        } catch (Http2Exception e) {
            throw new IOException(e);
        }
    }

    /// Reads what comes for a stream up to its end; grants windows on the way.
    Response response(int stream) throws IOException {
        Http2Headers head = null;
        var trailers = new HashMap<String, String>();
        var body = new StringBuilder();
        while (true) {
            var frame = next(HEADERS, DATA, RST_STREAM, GOAWAY);
            if (frame.type() == GOAWAY
                    || (frame.type() == RST_STREAM && frame.stream() == stream)) {
                throw new IOException("ended with " + frame.error());
            }
            if (frame.type() == HEADERS) {
                var fields = decode(frame);
                if (frame.stream() != stream) {
                    continue;
                }
                if (head == null || head.status().charAt(0) == '1') {
                    head = fields;
                } else {
                    fields.forEach(
                            f -> trailers.put(f.getKey().toString(), f.getValue().toString()));
                }
            } else if (frame.stream() == stream && frame.type() == DATA) {
                body.append(new String(frame.payload(), ISO_8859_1));
                if (frame.payload().length > 0) {
                    integer(WINDOW_UPDATE, 0, frame.payload().length);
                }
                if (frame.payload().length > 0 && !frame.ends()) {
                    integer(WINDOW_UPDATE, stream, frame.payload().length);
                }
            }
            if (frame.ends() && frame.stream() == stream && head != null) {
                return new Response(head, body.toString(), trailers);
            }
        }
    }

    /// Whether the other side has closed the connection, after everything it had to say.
    boolean isClosed() throws IOException {
        try {
            while (true) {
                next();
            }
        } catch (EOFException e) {
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException | SSLException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
