package dev.tunnel.cli.session;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.forward.Replayer;
import dev.tunnel.cli.inspect.api.AgentControl;
import dev.tunnel.cli.inspect.api.ApiException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What the agent's API may change, done by the session.
public final class LiveControl implements AgentControl {

    private static final int OPEN_SECONDS = 30;
    private static final int INVALID_TUNNEL = 102;
    private static final int TUNNEL_NOT_STARTED = 103;
    private static final int REPLAY_NOT_SENT = 200;

    private final Session session;
    private final Replayer replayer;

    public LiveControl(Session session, Replayer replayer) {
        this.session = session;
        this.replayer = replayer;
    }

    @Override
    public CompletionStage<Void> open(TunnelDefinition tunnel) {
        return session.live()
                .add(tunnel)
                .toCompletableFuture()
                .orTimeout(OPEN_SECONDS, TimeUnit.SECONDS)
                .exceptionallyCompose(cause -> notOpened(tunnel.name(), unwrapped(cause)));
    }

    private CompletionStage<Void> notOpened(String name, Throwable cause) {
        if (cause instanceof AdditionException refused && refused.taken()) {
            return CompletableFuture.failedStage(
                    new ApiException(
                            400,
                            INVALID_TUNNEL,
                            "invalid tunnel configuration",
                            Failures.line(cause)));
        }
        boolean late = cause instanceof TimeoutException;
        if (late) {
            session.live().remove(name); // nobody would know of it
        }
        return CompletableFuture.failedStage(
                new ApiException(
                        502,
                        TUNNEL_NOT_STARTED,
                        "failed to start tunnel",
                        late ? "the server did not answer in time" : Failures.line(cause)));
    }

    @Override
    public CompletionStage<Boolean> close(String name) {
        return session.live().remove(name);
    }

    @Override
    public CompletionStage<String> replay(String tunnel, String replayOf, byte[] request) {
        TunnelView view =
                session.view().tunnels().stream()
                        .filter(one -> one.name().equals(tunnel))
                        .findFirst()
                        .orElse(null);
        if (view == null) {
            return CompletableFuture.failedStage(
                    new ApiException(
                            404,
                            REPLAY_NOT_SENT,
                            "cannot replay the request",
                            "tunnel \"%s\" is not there any more".formatted(tunnel)));
        }
        return replayer.replay(view.definition(), replayOf, request)
                .exceptionallyCompose(cause ->
                        CompletableFuture.failedStage(
                                new ApiException(
                                        502,
                                        REPLAY_NOT_SENT,
                                        "cannot replay the request",
                                        "the local service could not be reached: "
                                                + Failures.line(unwrapped(cause)))));
    }

    private static Throwable unwrapped(Throwable cause) {
        Throwable inner = cause.getCause();
        return cause instanceof CompletionException && inner != null ? inner : cause;
    }
}
