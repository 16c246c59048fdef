package dev.tunnel.cli.session;

import dev.tunnel.cli.forward.Forwarder;
import dev.tunnel.cli.forward.Traffic;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.util.function.DoubleSupplier;

/// What a session works with.
public record SessionParts(
        EventLoop loop,
        EdgeFinder finder,
        Dialer dialer,
        Forwarder forwarder,
        Traffic.Factory traffic,
        Clock clock,
        DoubleSupplier random) {}
