package dev.tunnel.cli.session;

import dev.tunnel.api.rest.ServerInfo;
import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.PrivateCa;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.session.PlatformClient.ServerAnswer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Knows where the edge is: what the settings or the platform said last, asked anew after each
/// failed attempt. A platform that is down does not matter while the last address works.
public final class EdgeFinder {

    private final Settings settings;
    private final @Nullable PlatformClient platform;
    private final Consumer<String> warnings;
    private volatile @Nullable EdgeAddress known;

    /// @param warnings hears what a careful user wants to know
    public EdgeFinder(
            Settings settings, @Nullable PlatformClient platform, Consumer<String> warnings) {
        this.settings = settings;
        this.platform = platform;
        this.warnings = warnings;
        HostPort address = settings.agentAddress();
        this.known = address == null ? null : new EdgeAddress(address, null, settings.ca());
    }

    /// Where to connect, or why that is not known.
    sealed interface Found {
        record At(EdgeAddress edge) implements Found {}

        record Nowhere(String reason) implements Found {}
    }

    /// Answers on another thread unless the address is at hand.
    ///
    /// @param failures how many attempts in a row have failed
    void find(int failures, Consumer<Found> answer) {
        EdgeAddress last = known;
        if (last != null && (failures == 0 || platform == null)) {
            answer.accept(new Found.At(last));
        } else {
            Thread.ofVirtual().name("find-edge").start(() -> answer.accept(ask(last)));
        }
    }

    /// Remembers which of an edge's addresses answered.
    void answered(EdgeAddress edge, HostPort winner) {
        known = edge.preferring(winner);
    }

    private Found ask(@Nullable EdgeAddress last) {
        if (platform == null) {
            return new Found.Nowhere("no server is configured");
        }
        Found found =
                switch (platform.server()) {
                    case ServerAnswer.Known(var info) -> read(info);
                    case ServerAnswer.Unreachable(var reason) -> new Found.Nowhere(reason);
                };
        if (found instanceof Found.At(var edge)) {
            // Of the edge's two ports, the one that let us out last time comes first.
            EdgeAddress now = last == null ? edge : edge.preferring(last.address());
            known = now;
            return new Found.At(now);
        }
        return last == null ? found : new Found.At(last);
    }

    private Found read(ServerInfo info) {
        String address = info.agentAddress();
        if (address == null) {
            return new Found.Nowhere(
                    "%s has no edge yet to connect to".formatted(settings.serverName()));
        }
        try {
            HostPort agents = HostPort.parse(address, 0);
            return new Found.At(new EdgeAddress(agents, httpsPort(agents, info), ca(info)));
        } catch (ConfigException e) {
            return new Found.Nowhere(
                    "%s gives an address that cannot be used: %s"
                            .formatted(settings.serverName(), e.getMessage()));
        }
    }

    private static @Nullable HostPort httpsPort(HostPort agents, ServerInfo info) {
        ServerInfo.PublicPorts ports = info.ports();
        return ports == null || ports.https() == agents.port()
                ? null
                : new HostPort(agents.host(), ports.https());
    }

    /// A CA that the user has accepted stays the only one. Without one the platform's word counts;
    /// where others could have changed that word on its way, the user is told.
    private @Nullable PrivateCa ca(ServerInfo info) {
        if (settings.ca() != null || info.caCertificate() == null) {
            return settings.ca();
        }
        PrivateCa ca = PrivateCa.parse(info.caCertificate());
        if (settings.server() != null && !settings.server().isPrivate()) {
            warnings.accept(
                    "trusting a CA learnt over plain http, SHA-256 %s; run tunnel authtoken to pin it"
                            .formatted(ca.fingerprint()));
        }
        return ca;
    }
}
