package dev.tunnel.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// An ngrok 1.x client that behaves as ngrok 1.7 does: one proxy connection for each that is asked
/// for, both directions closed when one ends, its own page when the local service is away.
public final class Ngrok1Client implements AutoCloseable {
    static final String REQ_PROXY = "{\"Type\":\"ReqProxy\",\"Payload\":{}}";

    private static final int PATIENCE = 20;

    private final int port;
    private final Ngrok1Peer control;
    private final String clientId;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> targets = new ConcurrentHashMap<>();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final Queue<String> visitors = new ConcurrentLinkedQueue<>();
    private final Set<Ngrok1Peer> proxies = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();

    private Ngrok1Client(int port, String token, String clientId) {
        this.port = port;
        this.control = Ngrok1Peer.connect(port);
        this.clientId = control.auth(token, clientId).hear("AuthResp").get("ClientId").asText();
        threads.execute(this::listen);
    }

    /// Logs in.
    ///
    /// @param clientId empty, or what the edge called this client before
    public static Ngrok1Client start(int port, String token, String clientId) {
        return new Ngrok1Client(port, token, clientId);
    }

    public String clientId() {
        return clientId;
    }

    public Ngrok1Peer control() {
        return control;
    }

    /// How many proxy connections the edge has asked for.
    public int asked() {
        return asked.get();
    }

    /// The addresses of the visitors so far, as StartProxy named them.
    public Queue<String> visitors() {
        return visitors;
    }

    /// Asks for one tunnel and serves it.
    ///
    /// @return its URL
    public String open(String protocol, String subdomain, int remotePort, String target) {
        control.ask("0123456789abcdef", protocol, "", subdomain, "", remotePort);
        return served(target);
    }

    /// Takes the next answer, and serves its tunnel from a local port.
    public String served(String target) {
        JsonNode tunnel = answer();
        if (!tunnel.get("Error").asText().isEmpty()) {
            throw new AssertionError(tunnel.get("Error").asText());
        }
        String url = tunnel.get("Url").asText();
        targets.put(url, Integer.parseInt(target));
        return url;
    }

    /// The next NewTunnel.
    public JsonNode answer() {
        try {
            JsonNode answer = answers.poll(PATIENCE, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("no NewTunnel");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void listen() {
        try {
            while (true) {
                JsonNode message = Api.read(control.hear());
                switch (message.get("Type").asText()) {
                    case "ReqProxy" -> {
                        asked.incrementAndGet();
                        threads.execute(this::proxy);
                    }
                    case "NewTunnel" -> answers.add(message.get("Payload"));
                    default -> {}
                }
            }
        } catch (RuntimeException | AssertionError e) {
            // The control connection has ended.
        }
    }

    private void proxy() {
        try (Ngrok1Peer proxy = Ngrok1Peer.connect(port)) {
            proxies.add(proxy);
            proxy.say("{\"Type\":\"RegProxy\",\"Payload\":{\"ClientId\":\"" + clientId + "\"}}");
            JsonNode start = proxy.hear("StartProxy");
            visitors.add(start.get("ClientAddr").asText());
            Integer target = targets.get(start.get("Url").asText());
            if (target != null) {
                join(proxy, target);
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            // The edge did not need it, or the visitor is gone.
        }
    }

    private void join(Ngrok1Peer proxy, int target) throws IOException {
        try (Socket local = new Socket(InetAddress.getLoopbackAddress(), target)) {
            threads.execute(() -> copy(proxy, local));
            transfer(local.getInputStream(), proxy.socket().getOutputStream());
        } catch (java.net.ConnectException e) {
            String page = "<p>The tunnel is up, the service is not</p>";
            proxy.send(
                    ("HTTP/1.0 502 Bad Gateway\nContent-Type: text/html\nContent-Length: "
                                    + page.length()
                                    + "\n\n"
                                    + page)
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static void copy(Ngrok1Peer from, Socket to) {
        try (from;
                to) {
            transfer(from.socket().getInputStream(), to.getOutputStream());
        } catch (IOException e) {
            // The other direction has ended.
        }
    }

    private static void transfer(InputStream from, OutputStream to) throws IOException {
        from.transferTo(to);
    }

    /// The process is killed: everything it had ends at once.
    @Override
    public void close() {
        control.close();
        proxies.forEach(Ngrok1Peer::close);
        threads.shutdownNow();
    }
}
