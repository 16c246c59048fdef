package dev.tunnel.cli.edge;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A small proxy on one port that speaks HTTP CONNECT, forwards plain requests and speaks SOCKS 5.
/// It alone knows the names it is asked for: where a name leads is given to it.
public final class TestProxy implements AutoCloseable {

    private final ServerSocket socket;
    private final Map<String, Integer> places;
    private final @Nullable String user;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /// @param places the port on this machine by `host:port`; others are not let through
    /// @param user `name:password`; absent for everybody
    public TestProxy(Map<String, Integer> places, @Nullable String user) throws IOException {
        this.socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        this.places = places;
        this.user = user;
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /// What was asked for, in order, with the way it was asked for in front.
    public List<String> asked() {
        return asked;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            int first = in.read();
            if (first == 5) {
                socks(client, new DataInputStream(in));
            } else {
                http(client, (char) first + head(in));
            }
        } catch (IOException _) {
            // One of the two is gone.
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("cut");
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private void http(Socket client, String head) throws IOException {
        String[] line = head.lines().findFirst().orElse("").split(" ");
        OutputStream out = client.getOutputStream();
        String expected =
                user == null
                        ? ""
                        : "basic "
                                + Base64.getEncoder()
                                        .encodeToString(user.getBytes(StandardCharsets.UTF_8));
        if (!head.toLowerCase(Locale.ROOT)
                        .contains("proxy-authorization: " + expected.toLowerCase(Locale.ROOT))
                && user != null) {
            say(
                    out,
                    "HTTP/1.1 407 Proxy Authentication Required\r\n"
                            + "Proxy-Authenticate: Basic realm=\"p\"\r\n"
                            + "Content-Length: 0\r\n\r\n");
            return;
        }
        if (line[0].equals("CONNECT")) {
            asked.add("CONNECT " + line[1]);
            Integer port = places.get(line[1]);
            if (port == null) {
                say(out, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                say(out, "HTTP/1.1 200 Connection established\r\n\r\n");
                join(client, server);
            }
            return;
        }
        asked.add(line[0] + " " + line[1]);
        String authority = line[1].replaceFirst("^http://([^/]*).*$", "$1");
        Integer port = places.get(authority);
        if (port == null) {
            say(out, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            say(server.getOutputStream(), head.replace("http://" + authority, ""));
            join(client, server);
        }
    }

    private void socks(Socket client, DataInputStream in) throws IOException {
        OutputStream out = client.getOutputStream();
        in.readNBytes(in.read());
        if (user != null) {
            out.write(new byte[] {5, 2});
            in.read();
            String name = new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
            String password = new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
            boolean good = user.equals(name + ":" + password);
            out.write(new byte[] {1, (byte) (good ? 0 : 1)});
            if (!good) {
                return;
            }
        } else {
            out.write(new byte[] {5, 0});
        }
        in.readNBytes(3);
        String host =
                in.read() == 3
                        ? new String(in.readNBytes(in.read()), StandardCharsets.UTF_8)
                        : InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
        String target = host + ":" + in.readUnsignedShort();
        asked.add("SOCKS " + target);
        Integer port = places.get(target);
        if (port == null) {
            out.write(new byte[] {5, 2, 0, 1, 0, 0, 0, 0, 0, 0});
            return;
        }
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
            join(client, server);
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void join(Socket client, Socket server) throws IOException {
        Thread up =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                client.getInputStream().transferTo(server.getOutputStream());
                                server.shutdownOutput();
                            } catch (IOException _) {
                                // The other direction sees it.
                            }
                        });
        server.getInputStream().transferTo(client.getOutputStream());
        client.close();
        server.close();
        try {
            up.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
