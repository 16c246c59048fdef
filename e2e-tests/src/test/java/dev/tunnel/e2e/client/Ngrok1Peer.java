package dev.tunnel.e2e.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// One TLS connection of an ngrok 1.x client, byte by byte: what is sent is sent as it is, what is
/// read must be exactly one message in one TLS record, as the pickiest of the clients need it.
public final class Ngrok1Peer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PREFIX = 8;
    private static final int RECORD = 16 * 1024;

    private final SSLSocket socket;

    private Ngrok1Peer(SSLSocket socket) {
        this.socket = socket;
    }

    public static Ngrok1Peer connect(int port) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trusting()}, null);
            SSLSocket socket =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            socket.startHandshake();
            return new Ngrok1Peer(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public SSLSocket socket() {
        return socket;
    }

    /// The bytes of a message.
    public static byte[] frame(String json) {
        byte[] body = json.getBytes(UTF_8);
        return ByteBuffer.allocate(PREFIX + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(body.length)
                .put(body)
                .array();
    }

    /// Eight bytes that claim a length.
    public static byte[] length(long length) {
        return ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    }

    /// As ngrok 1.7 does it: the length in one record, the JSON in another.
    public Ngrok1Peer say(String json) {
        byte[] frame = frame(json);
        return send(Arrays.copyOf(frame, PREFIX))
                .send(Arrays.copyOfRange(frame, PREFIX, frame.length));
    }

    public Ngrok1Peer auth(String token, String clientId) {
        return say(
                """
                {"Type":"Auth","Payload":{"Version":"2","MmVersion":"1.7","User":"%s","Password":"",\
                "OS":"linux","Arch":"amd64","ClientId":"%s"}}\
                """
                        .formatted(token, clientId));
    }

    public Ngrok1Peer ask(String reqId, String protocol, String subdomain) {
        return ask(reqId, protocol, "", subdomain, "", 0);
    }

    public Ngrok1Peer ask(
            String reqId,
            String protocol,
            String hostname,
            String subdomain,
            String auth,
            int remotePort) {
        return say(
                """
                {"Type":"ReqTunnel","Payload":{"ReqId":"%s","Protocol":"%s","Hostname":"%s",\
                "Subdomain":"%s","HttpAuth":"%s","RemotePort":%d}}\
                """
                        .formatted(reqId, protocol, hostname, subdomain, auth, remotePort));
    }

    public Ngrok1Peer ping() {
        return say("{\"Type\":\"Ping\",\"Payload\":{}}");
    }

    public Ngrok1Peer send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The JSON of the next TLS record, which is one whole message and nothing else.
    public String hear() {
        try {
            byte[] record = new byte[RECORD];
            int read = socket.getInputStream().read(record);
            if (read < 0) {
                throw new AssertionError("closed instead of a message");
            }
            long length = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (read != PREFIX + length) {
                throw new AssertionError(
                        "a record of " + read + " bytes with a message of " + length);
            }
            return new String(record, PREFIX, (int) length, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The payload of the next message of a type; a wish for proxy connections may come before it.
    public JsonNode hear(String type) {
        String json = hear();
        while (json.equals(Ngrok1Client.REQ_PROXY) && !type.equals("ReqProxy")) {
            json = hear();
        }
        JsonNode message = Api.read(json);
        if (!message.path("Type").asText().equals(type)) {
            throw new AssertionError("instead of " + type + ": " + json);
        }
        return message.get("Payload");
    }

    /// Whether the edge closes without another word.
    public boolean isClosedSilently() {
        return rest() == 0;
    }

    /// Bytes until the edge closes; fails when it does not.
    public int rest() {
        int count = 0;
        try {
            byte[] record = new byte[RECORD];
            for (int read = socket.getInputStream().read(record);
                    read >= 0;
                    read = socket.getInputStream().read(record)) {
                count += read;
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("not closed within " + PATIENCE, e);
        } catch (SocketException e) {
            return count; // closed with a reset
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }

    /// Vanishes without a goodbye of TLS, as a killed process does.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It was closed by the edge.
        }
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
