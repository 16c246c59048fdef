package dev.tunnel.cli.session;

import dev.tunnel.cli.session.Outcome.Kind;
import dev.tunnel.cli.session.SessionEvent.Broken;
import dev.tunnel.cli.session.SessionEvent.LinkLost;
import dev.tunnel.cli.session.SessionEvent.Refused;
import dev.tunnel.cli.session.SessionEvent.RetryDue;
import dev.tunnel.cli.session.SessionEvent.StopAsked;
import dev.tunnel.cli.session.SessionEvent.TunnelDenied;
import dev.tunnel.cli.session.SessionEvent.TunnelTaken;
import dev.tunnel.cli.session.SessionEvent.Welcomed;
import dev.tunnel.cli.session.SessionEvent.WentAway;
import dev.tunnel.cli.session.SessionState.Connecting;
import dev.tunnel.cli.session.SessionState.Online;
import dev.tunnel.cli.session.SessionState.Retrying;
import dev.tunnel.cli.session.SessionState.Stopped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The session's state machine as a function: a state and an event give the next state and what to
/// do. It does nothing itself.
///
/// @param retry false when the first lost or failed connection ends the agent
record Transitions(boolean retry, Backoff backoff) {

    /// A connection that held this long was a good one: the next wait is short again.
    static final Duration SETTLED = Duration.ofSeconds(10);

    private static final String DRAINING = "draining";

    private static final Set<String> TOKEN_CODES =
            Set.of(
                    "authtoken_invalid",
                    "authtoken_revoked",
                    "authtoken_expired",
                    "account_suspended");

    /// Refusals that have nothing to do with the tunnel: the same request may be granted later.
    private static final Set<String> PASSING_CODES =
            Set.of("unavailable", "internal_error", "rate_limited");

    record Step(SessionState state, List<Effect> effects) {}

    static Step begin() {
        return new Step(new Connecting(0), List.of(new Effect.Connect()));
    }

    Step next(SessionState state, SessionEvent event) {
        if (state instanceof Stopped) {
            return new Step(state, List.of());
        }
        return switch (event) {
            case StopAsked _ -> leave(Outcome.stopped());
            case Broken(var cause) -> fail(new Outcome(Kind.FAILED, cause));
            case Welcomed(var account, var edge, var at) ->
                    new Step(
                            new Online(account, edge, at, state.failures()),
                            List.of(new Effect.OpenTunnels()));
            case Refused(var code, var message, var again) ->
                    again ? retry(state, message) : fail(refusal(code, message));
            case LinkLost(var cause, var at) -> lost(state, cause, at);
            case WentAway away when away.code().equals(DRAINING) -> moved(away);
            case WentAway(var code, var message, var again, var at) ->
                    again ? lost(state, message, at) : fail(refusal(code, message));
            case TunnelDenied denied -> denied(state, denied);
            case TunnelTaken taken -> taken(state, taken);
            case RetryDue _ ->
                    new Step(new Connecting(state.failures()), List.of(new Effect.Connect()));
        };
    }

    /// The edge drains: what is under way on the connection may finish there, another one is made.
    private Step moved(WentAway away) {
        if (!retry) {
            return fail(new Outcome(Kind.UNREACHABLE, away.message()));
        }
        Duration delay = backoff.after(1);
        return new Step(
                new Retrying(0, delay, away.message()),
                List.of(new Effect.Retire(), new Effect.Wait(delay)));
    }

    private Step lost(SessionState state, String cause, Instant at) {
        boolean settled =
                state instanceof Online online
                        && Duration.between(online.since(), at).compareTo(SETTLED) >= 0;
        return retry(settled ? new Connecting(0) : state, cause);
    }

    private Step retry(SessionState state, String cause) {
        if (!retry) {
            return fail(new Outcome(Kind.UNREACHABLE, cause));
        }
        int failures = state.failures() + 1;
        Duration delay = backoff.after(failures);
        return new Step(
                new Retrying(failures, delay, cause),
                List.of(new Effect.Disconnect(cause), new Effect.Wait(delay)));
    }

    private Step denied(SessionState state, TunnelDenied denied) {
        String line = "tunnel %s refused: %s".formatted(denied.name(), denied.message());
        if (TOKEN_CODES.contains(denied.code())) {
            return fail(refusal(denied.code(), denied.message()));
        }
        if (PASSING_CODES.contains(denied.code())) {
            return retry
                    ? new Step(state, List.of(new Effect.ReopenTunnel(denied.name())))
                    : fail(new Outcome(Kind.UNREACHABLE, line));
        }
        // Of several tunnels that were served, the others go on; at the first opening the user is
        // told at once that not all he asked for is there.
        return denied.served() && denied.remaining() > 0
                ? new Step(state, List.of(new Effect.DropTunnel(denied.name())))
                : leave(new Outcome(Kind.TUNNEL_REFUSED, line));
    }

    private static Step taken(SessionState state, TunnelTaken taken) {
        if (TOKEN_CODES.contains(taken.code())) {
            return fail(refusal(taken.code(), taken.message()));
        }
        return taken.remaining() > 0
                ? new Step(state, List.of(new Effect.DropTunnel(taken.name())))
                : leave(
                        new Outcome(
                                Kind.TUNNEL_REFUSED,
                                "tunnel %s closed: %s".formatted(taken.name(), taken.message())));
    }

    /// An agent that was sent away by its owner must not come back by itself, as a supervisor would
    /// make it do after a plain failure: it ends like one whose tunnel is refused.
    private static Outcome refusal(String code, String message) {
        if (TOKEN_CODES.contains(code)) {
            return new Outcome(Kind.TOKEN_REJECTED, TokenAdvice.of(code, message));
        }
        return switch (code) {
            case "session_superseded" ->
                    new Outcome(Kind.TUNNEL_REFUSED, "another agent took over: " + message);
            case "closed_by_owner" ->
                    new Outcome(Kind.TUNNEL_REFUSED, "session closed: " + message);
            default -> new Outcome(Kind.FAILED, "the server refused: " + message);
        };
    }

    /// The session is as good as ever, but the agent ends: what it holds is free at once.
    private static Step leave(Outcome outcome) {
        return finish(outcome, new Effect.SayGoodbye());
    }

    private static Step fail(Outcome outcome) {
        return finish(outcome, new Effect.Disconnect(outcome.message()));
    }

    private static Step finish(Outcome outcome, Effect last) {
        return new Step(new Stopped(outcome), List.of(last, new Effect.Finish(outcome)));
    }
}
