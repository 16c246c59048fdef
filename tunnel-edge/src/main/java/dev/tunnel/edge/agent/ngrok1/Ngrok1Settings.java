package dev.tunnel.edge.agent.ngrok1;

import java.time.Duration;

/// Bounds of one client's session.
///
/// @param lostAfter a client that has not pinged for this long is gone
/// @param proxyWait how long a visitor waits for a proxy connection
/// @param proxyFresh how long an idle proxy connection is trusted
/// @param idleProxies proxy connections that wait for visitors
/// @param waitingVisitors visitors that wait for proxy connections
/// @param busyProxies proxy connections that carry visitors
/// @param wishesPerSecond ReqTunnel messages; twice as many in a burst
/// @param waitingWishes ReqTunnel messages not answered yet
record Ngrok1Settings(
        Duration lostAfter,
        Duration proxyWait,
        Duration proxyFresh,
        int idleProxies,
        int waitingVisitors,
        int busyProxies,
        int wishesPerSecond,
        int waitingWishes) {

    static Ngrok1Settings defaults() {
        return new Ngrok1Settings(
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                10,
                512,
                4096,
                32,
                128);
    }
}
