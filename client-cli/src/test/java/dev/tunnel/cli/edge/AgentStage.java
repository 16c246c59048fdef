package dev.tunnel.cli.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;

/// Everything that an agent needs around it: edge, platform, local service, and a home whose
/// configuration knows them.
public final class AgentStage implements AutoCloseable {

    public static final String TOKEN = "tt_very-secret-authtoken";

    private final Path home;
    private final TestCa ca = TestCa.of("localhost");
    private final TestPlatform platform;
    private final LocalService service = new LocalService();
    private final List<AgentProcess> agents = new ArrayList<>();
    private TestEdge edge;

    public AgentStage(Path home) throws IOException {
        this.home = home;
        this.edge = new TestEdge(ca);
        this.platform = new TestPlatform("localhost:" + edge.agentPort(), ca.pem());
        Files.createDirectories(config().getParent());
        Files.writeString(config(), "server: %s\nauthtoken: %s\n".formatted(platform.url(), TOKEN));
    }

    public Path config() {
        return home.resolve(".config/tunnel/tunnel.yml");
    }

    public TestEdge edge() {
        return edge;
    }

    public TestPlatform platform() {
        return platform;
    }

    public TestCa ca() {
        return ca;
    }

    public LocalService service() {
        return service;
    }

    /// The local service as a TARGET.
    public String target() {
        return "localhost:" + service.port();
    }

    public AgentProcess start(String... arguments) throws IOException {
        AgentProcess agent = AgentProcess.start(home, arguments);
        agents.add(agent);
        return agent;
    }

    public AgentProcess startWith(Map<String, String> variables, String... arguments)
            throws IOException {
        AgentProcess agent = AgentProcess.start(home, variables, arguments);
        agents.add(agent);
        return agent;
    }

    /// Starts an agent whose home is not a directory at all.
    public AgentProcess startWithoutHome(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", config().toString()));
        AgentProcess agent = AgentProcess.start(Path.of("/dev/null"), all.toArray(String[]::new));
        agents.add(agent);
        return agent;
    }

    /// Ends the edge and starts another one elsewhere, of which only the platform knows.
    public void moveEdge() throws SSLException {
        edge.close();
        edge = new TestEdge(ca);
        platform.edgeAt("localhost:" + edge.agentPort());
    }

    /// A local service that speaks TLS with a certificate that nobody trusts.
    ///
    /// @param protocols what it speaks, in ALPN's terms; none is a service without ALPN
    public LocalService secureService(String... protocols)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry(
                "key", ca.key().getPrivate(), new char[0], new Certificate[] {ca.certificate()});
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        var socket = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        return new LocalService(socket);
    }

    @Override
    public void close() throws IOException {
        agents.forEach(AgentProcess::close);
        service.close();
        platform.close();
        edge.close();
    }
}
