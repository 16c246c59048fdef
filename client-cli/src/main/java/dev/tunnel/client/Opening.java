package dev.tunnel.client;

import dev.tunnel.cli.config.LogSettings.Level;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.forward.LocalFailures;
import dev.tunnel.cli.inspect.capture.StreamCapture;
import dev.tunnel.cli.session.AgentCore;
import dev.tunnel.cli.session.Outcome;
import dev.tunnel.cli.session.SessionListener;
import dev.tunnel.cli.session.SessionSetup;
import dev.tunnel.cli.session.SessionState;
import dev.tunnel.cli.session.TunnelView;
import dev.tunnel.client.TunnelException.Reason;
import dev.tunnel.protocol.net.Transport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A tunnel on its way to being open.
final class Opening implements SessionListener, LocalFailures {
    private final Settings settings;
    private final TunnelDefinition definition;
    private final String instance;
    private final CompletableFuture<List<URI>> online = new CompletableFuture<>();
    private volatile String trouble = "";

    /// @param instance what this agent is to the server
    Opening(Settings settings, TunnelDefinition definition, String instance) {
        this.settings = settings;
        this.definition = definition;
        this.instance = instance;
    }

    Tunnel open(Duration patience) throws TunnelException, InterruptedException {
        String version =
                Objects.requireNonNullElse(
                        Tunnel.class.getPackage().getImplementationVersion(), "library");
        AgentCore core =
                new AgentCore(
                        Transport.best(),
                        settings,
                        new SessionSetup(
                                settings.requireAuthtoken(),
                                instance,
                                version,
                                List.of(definition),
                                true),
                        new AgentCore.Ears(this, this, _ -> {}, StreamCapture.NONE),
                        Clock.systemUTC());
        CompletableFuture<Outcome> ended = core.session().start().toCompletableFuture();
        var _ = ended.thenAccept(outcome -> online.completeExceptionally(new Ended(outcome)));
        boolean opened = false;
        try {
            List<URI> urls = online.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            opened = true;
            return new Tunnel(core, urls, ended);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Ended failure
                    ? new TunnelException(reason(failure.outcome.kind()), failure.outcome.message())
                    : new TunnelException(Reason.FAILED, String.valueOf(e.getCause()));
        } catch (TimeoutException _) {
            throw new TunnelException(
                    Reason.UNREACHABLE,
                    trouble.isEmpty()
                            ? "no tunnel within %d s".formatted(patience.toSeconds())
                            : trouble);
        } finally {
            if (!opened) {
                core.session().stop();
                core.close();
            }
        }
    }

    /// The session ended before its tunnel was there.
    private static final class Ended extends Exception {
        private final transient Outcome outcome;

        Ended(Outcome outcome) {
            super(outcome.message(), null, false, false);
            this.outcome = outcome;
        }
    }

    private static Reason reason(Outcome.Kind kind) {
        return switch (kind) {
            case TOKEN_REJECTED -> Reason.TOKEN_REJECTED;
            case TUNNEL_REFUSED -> Reason.REFUSED;
            case UNREACHABLE -> Reason.UNREACHABLE;
            case STOPPED, FAILED -> Reason.FAILED;
        };
    }

    @Override
    public void onState(SessionState state) {
        if (state instanceof SessionState.Retrying(_, _, String cause)) {
            trouble = cause;
        }
    }

    @Override
    public void onTunnelOnline(TunnelView tunnel, boolean changed) {
        online.complete(tunnel.urls().stream().map(URI::create).toList());
    }

    @Override
    public void onTunnelLost(String name, String message) {
        trouble = message;
    }

    @Override
    public void onNotice(Level level, String message) {
        // Nobody reads it.
    }

    @Override
    public void onUnreachable(TunnelDefinition tunnel, String cause) {
        // The program knows its own service best.
    }

    @Override
    public void onReachable(TunnelDefinition tunnel) {
        // As above.
    }
}
