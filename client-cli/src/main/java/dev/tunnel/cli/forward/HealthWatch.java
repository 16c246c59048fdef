package dev.tunnel.cli.forward;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.Proto;
import dev.tunnel.cli.config.Target;
import dev.tunnel.cli.config.TargetTls;
import dev.tunnel.cli.config.TunnelDefinition;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Finds out whether local services are there: of web services once when their tunnel opens, then
/// from what becomes of visitors, and while one is away by knocking at its port every few seconds.
/// A service that works is not bothered; others than web services not even once, as many take an
/// empty connection for an attack or a fault.
///
/// Event loop only.
final class HealthWatch {
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final LocalTls.Wish PLAIN = new LocalTls.Wish(TargetTls.VERIFIED, false);

    private final LocalConnector connector;
    private final LocalFailures failures;

    HealthWatch(LocalConnector connector, LocalFailures failures) {
        this.connector = connector;
        this.failures = failures;
    }

    /// Knocks now at a web service; of others nothing is known before their first visitor.
    ///
    /// @param served false when nobody wants to know any more
    void begin(EventLoop loop, TunnelDefinition tunnel, Health health, BooleanSupplier served) {
        if (tunnel.target() instanceof Target.Folder) {
            health.set(null);
        } else if (tunnel.proto() == Proto.HTTP) {
            knock(loop, tunnel, health, served);
        }
    }

    private void knock(
            EventLoop loop, TunnelDefinition tunnel, Health health, BooleanSupplier served) {
        if (!served.getAsBoolean()) {
            return;
        }
        connector
                .connect(loop, plain(tunnel.target()), PLAIN)
                .addListener((Future<Channel> done) -> {
                    if (done.isSuccess()) {
                        done.getNow().close();
                        reached(tunnel, health);
                    } else {
                        boolean news = !health.isDown();
                        unreachable(tunnel, health, done.cause(), news);
                        again(loop, tunnel, health, served);
                    }
                });
    }

    private void again(
            EventLoop loop, TunnelDefinition tunnel, Health health, BooleanSupplier served) {
        var _ =
                loop.schedule(
                        () -> {
                            if (health.isDown()) {
                                knock(loop, tunnel, health, served);
                            }
                        },
                        AGAIN.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// A visitor got through.
    void reached(TunnelDefinition tunnel, Health health) {
        if (health.isDown()) {
            failures.onReachable(tunnel);
        }
        health.set(null);
    }

    /// A visitor did not get through.
    void missed(
            EventLoop loop,
            TunnelDefinition tunnel,
            Health health,
            Throwable cause,
            BooleanSupplier served) {
        boolean news = !health.isDown();
        unreachable(tunnel, health, cause, true);
        if (news) {
            again(loop, tunnel, health, served);
        }
    }

    private void unreachable(
            TunnelDefinition tunnel, Health health, Throwable cause, boolean tell) {
        String reason = Failures.line(cause);
        health.set(reason);
        if (tell) {
            failures.onUnreachable(tunnel, reason);
        }
    }

    private static Target plain(Target target) {
        return target instanceof Target.Network(_, var address)
                ? new Target.Network(Target.Scheme.NONE, address)
                : target;
    }
}
