package dev.tunnel.edge.agent;

import dev.tunnel.edge.config.AgentSettings;
import dev.tunnel.edge.platform.Platform;
import dev.tunnel.edge.platform.Reachability;
import dev.tunnel.edge.tunnel.Allowances;
import dev.tunnel.edge.tunnel.SessionRegistry;
import dev.tunnel.edge.tunnel.TcpPorts;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Ticker;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Everything an agent protocol needs of the edge, and what keeps it in step with the platform.
///
/// @param control the one thread that changes sessions and tunnels
public record Agents(
        EventExecutor control,
        AgentSettings settings,
        Handshakes handshakes,
        Admissions admissions,
        Openings openings,
        Departures departures,
        PlatformLink link) {

    /// What the parts are made of.
    public record Surroundings(
            EventExecutor control,
            AgentSettings settings,
            Platform platform,
            Reachability reachability,
            SessionRegistry sessions,
            TunnelRegistry tunnels,
            TcpPorts ports,
            InstantSource clock,
            SecureRandom random) {}

    /// Puts the parts together.
    public static Agents of(Surroundings in) {
        var grace = new Grace(in.clock, in.settings.grace());
        var farewells = new Farewells(in.platform);
        var departures =
                new Departures(
                        in.control,
                        in.settings,
                        in.sessions,
                        in.tunnels,
                        in.ports,
                        in.reachability,
                        farewells);
        var quotas = new Quotas(new Allowances(Ticker.systemTicker()), in.sessions);
        var admissions = new Admissions(in, departures, grace, quotas);
        var openings = new Openings(in, departures, farewells, quotas.allowances());
        var events =
                new PlatformEvents(
                        in.control, in.sessions, in.tunnels, departures, openings, grace, quotas);
        var confirmations =
                new Confirmations(in.platform, in.sessions, departures, farewells, grace, quotas);
        var link =
                new PlatformLink(
                        in.control,
                        in.platform,
                        in.sessions,
                        in.tunnels,
                        events,
                        confirmations,
                        farewells,
                        grace,
                        in.random);
        return new Agents(
                in.control,
                in.settings,
                new Handshakes(in.settings),
                admissions,
                openings,
                departures,
                link);
    }
}
