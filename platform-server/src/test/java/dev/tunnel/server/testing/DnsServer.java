package dev.tunnel.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A name server on loopback that knows what a test tells it: one TXT and one CNAME record a name.
public final class DnsServer implements AutoCloseable {
    private static final int CNAME = 5;
    private static final int TXT = 16;
    private static final int NO_SUCH_NAME = 3;
    private static final int FAILURE = 2;
    private static final int HEADER = 12;

    private final DatagramSocket socket;
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private volatile boolean failing;

    private DnsServer(DatagramSocket socket) {
        this.socket = socket;
    }

    public static DnsServer start() {
        try {
            DnsServer server =
                    new DnsServer(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
            Thread.ofPlatform().daemon().name("dns").start(server::serve);
            return server;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    public void text(String name, String value) {
        texts.put(name, value);
    }

    public void alias(String name, String target) {
        aliases.put(name, target);
    }

    public void clear() {
        texts.clear();
        aliases.clear();
        failing = false;
    }

    /// Answers every question with "server failure" from now on.
    public void fail() {
        failing = true;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, question.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private byte[] answer(ByteBuffer question) throws IOException {
        int id = question.getShort(0);
        question.position(HEADER);
        StringBuilder name = new StringBuilder();
        for (int length = question.get(); length > 0; length = question.get()) {
            byte[] label = new byte[length];
            question.get(label);
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(label, StandardCharsets.US_ASCII));
        }
        int type = question.getShort();
        String asked = name.toString().toLowerCase(Locale.ROOT);
        boolean known = texts.containsKey(asked) || aliases.containsKey(asked);
        String value = type == TXT ? texts.get(asked) : type == CNAME ? aliases.get(asked) : null;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(id);
        out.writeShort(0x8180 | (failing ? FAILURE : known ? 0 : NO_SUCH_NAME));
        out.writeShort(1);
        out.writeShort(value == null || failing ? 0 : 1);
        out.writeInt(0);
        out.write(encoded(asked));
        out.writeShort(type);
        out.writeShort(1);
        if (value != null && !failing) {
            byte[] data = type == TXT ? text(value) : encoded(value);
            out.writeShort(0xc000 | HEADER);
            out.writeShort(type);
            out.writeShort(1);
            out.writeInt(1);
            out.writeShort(data.length);
            out.write(data);
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String value) {
        byte[] text = value.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(text.length + 1).put((byte) text.length).put(text).array();
    }

    private static byte[] encoded(String name) {
        ByteBuffer encoded = ByteBuffer.allocate(name.length() + 2);
        for (String label : name.split("\\.", -1)) {
            encoded.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        return encoded.put((byte) 0).array();
    }
}
