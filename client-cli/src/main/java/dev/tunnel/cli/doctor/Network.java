package dev.tunnel.cli.doctor;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.PrivateCa;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.reach.Exit;
import dev.tunnel.cli.session.Dialer;
import dev.tunnel.protocol.net.Transport;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Connections for the sake of knowing that they can be made. Blocks.
final class Network implements AutoCloseable {
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Exit exit;
    private final Dialer dialer;
    private final Duration timeout;

    Network(Settings settings, Duration timeout) {
        Transport transport = Transport.best();
        this.group = transport.group(1, "doctor");
        this.loop = group.next();
        this.exit = new Exit(transport, settings.proxies(), timeout);
        this.dialer = new Dialer(exit, transport.sslProvider(), loop);
        this.timeout = timeout;
    }

    /// True where a proxy looks names up and makes the connections.
    boolean isProxied(HostPort target) {
        return exit.proxyTo(target).isPresent();
    }

    /// @return null when the connection came about
    @Nullable Throwable connect(HostPort target) {
        return attempt(() -> exit.connect(loop, target));
    }

    /// As an agent connects: with TLS and its protocol.
    ///
    /// @return null when the connection came about
    @Nullable Throwable dial(HostPort target, @Nullable PrivateCa ca) {
        return attempt(() -> dialer.dial(target, ca));
    }

    private @Nullable Throwable attempt(Supplier<Future<Channel>> open) {
        Future<Future<Channel>> submitted = loop.submit(open::get);
        Future<Channel> opening = submitted.awaitUninterruptibly().getNow();
        // Name look-ups have no time-out of their own.
        if (!opening.awaitUninterruptibly(4 * timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            return new ConnectException("no answer");
        }
        if (opening.isSuccess()) {
            opening.getNow().close();
            return null;
        }
        return opening.cause();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
