package dev.tunnel.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.tunnel.cli.session.Transitions.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TransitionsTest {

    private static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant SOON = T0.plusSeconds(1);
    private static final Instant LATER = T0.plusSeconds(60);
    private static final Backoff BACKOFF = Backoff.standard(() -> 0);

    private static final Connecting FIRST = new Connecting(0);
    private static final Connecting THIRD = new Connecting(2);
    private static final Online ONLINE = new Online("ada", "edge-1", T0, 0);
    private static final Online SHAKY = new Online("ada", "edge-1", T0, 4);
    private static final Retrying WAITING = new Retrying(3, Duration.ofSeconds(1), "lost");

    private static Step next(SessionState state, SessionEvent event) {
        return new Transitions(true, BACKOFF).next(state, event);
    }

    private static Step nextWithoutRetry(SessionState state, SessionEvent event) {
        return new Transitions(false, BACKOFF).next(state, event);
    }

    private static Retrying retrying(int failures, long millis, String cause) {
        return new Retrying(failures, Duration.ofMillis(millis), cause);
    }

    static Stream<Arguments> goesOn() {
        return Stream.of(
                Arguments.of(
                        FIRST,
                        new Welcomed("ada", "edge-1", T0),
                        ONLINE,
                        List.of(new Effect.OpenTunnels())),
                Arguments.of(
                        FIRST,
                        new LinkLost("no", T0),
                        retrying(1, 100, "no"),
                        List.of(
                                new Effect.Disconnect("no"),
                                new Effect.Wait(Duration.ofMillis(100)))),
                Arguments.of(
                        THIRD,
                        new Refused("unavailable", "later", true),
                        retrying(3, 400, "later"),
                        List.of(
                                new Effect.Disconnect("later"),
                                new Effect.Wait(Duration.ofMillis(400)))),
                Arguments.of(
                        WAITING, new RetryDue(), new Connecting(3), List.of(new Effect.Connect())),
                Arguments.of(
                        SHAKY,
                        new LinkLost("reset", LATER),
                        retrying(1, 100, "reset"),
                        List.of(
                                new Effect.Disconnect("reset"),
                                new Effect.Wait(Duration.ofMillis(100)))),
                Arguments.of(
                        SHAKY,
                        new LinkLost("reset", SOON),
                        retrying(5, 1600, "reset"),
                        List.of(
                                new Effect.Disconnect("reset"),
                                new Effect.Wait(Duration.ofMillis(1600)))),
                Arguments.of(
                        ONLINE,
                        new WentAway("draining", "moving", true, LATER),
                        retrying(0, 100, "moving"),
                        List.of(new Effect.Retire(), new Effect.Wait(Duration.ofMillis(100)))),
                Arguments.of(
                        ONLINE,
                        new WentAway("session_renewed", "anew", true, LATER),
                        retrying(1, 100, "anew"),
                        List.of(
                                new Effect.Disconnect("anew"),
                                new Effect.Wait(Duration.ofMillis(100)))),
                Arguments.of(
                        ONLINE,
                        new TunnelDenied("web", "unavailable", "later", false, 0),
                        ONLINE,
                        List.of(new Effect.ReopenTunnel("web"))),
                Arguments.of(
                        ONLINE,
                        new TunnelDenied("web", "name_taken", "taken over", true, 1),
                        ONLINE,
                        List.of(new Effect.DropTunnel("web"))),
                Arguments.of(
                        ONLINE,
                        new TunnelTaken("web", "taken_over", "by a newer session", 2),
                        ONLINE,
                        List.of(new Effect.DropTunnel("web"))));
    }

    @ParameterizedTest
    @MethodSource
    void goesOn(SessionState from, SessionEvent event, SessionState to, List<Effect> effects) {
        assertThat(next(from, event)).isEqualTo(new Step(to, effects));
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(FIRST, new StopAsked(), Kind.STOPPED),
                Arguments.of(ONLINE, new StopAsked(), Kind.STOPPED),
                Arguments.of(WAITING, new StopAsked(), Kind.STOPPED),
                Arguments.of(ONLINE, new Broken("bug"), Kind.FAILED),
                Arguments.of(
                        FIRST, new Refused("authtoken_invalid", "no", false), Kind.TOKEN_REJECTED),
                Arguments.of(
                        FIRST, new Refused("authtoken_revoked", "no", false), Kind.TOKEN_REJECTED),
                Arguments.of(
                        FIRST, new Refused("account_suspended", "no", false), Kind.TOKEN_REJECTED),
                Arguments.of(
                        FIRST, new Refused("session_superseded", "no", false), Kind.TUNNEL_REFUSED),
                Arguments.of(FIRST, new Refused("version", "too old", false), Kind.FAILED),
                Arguments.of(
                        ONLINE,
                        new WentAway("authtoken_revoked", "no", false, T0),
                        Kind.TOKEN_REJECTED),
                Arguments.of(
                        ONLINE,
                        new WentAway("session_superseded", "no", false, T0),
                        Kind.TUNNEL_REFUSED),
                Arguments.of(
                        ONLINE,
                        new WentAway("closed_by_owner", "no", false, T0),
                        Kind.TUNNEL_REFUSED),
                Arguments.of(
                        ONLINE,
                        new TunnelDenied("web", "name_taken", "no", false, 3),
                        Kind.TUNNEL_REFUSED),
                Arguments.of(
                        ONLINE,
                        new TunnelDenied("web", "name_taken", "no", true, 0),
                        Kind.TUNNEL_REFUSED),
                Arguments.of(
                        ONLINE,
                        new TunnelDenied("web", "authtoken_revoked", "no", true, 1),
                        Kind.TOKEN_REJECTED),
                Arguments.of(
                        ONLINE, new TunnelTaken("web", "taken_over", "no", 0), Kind.TUNNEL_REFUSED),
                Arguments.of(
                        ONLINE,
                        new TunnelTaken("web", "closed_by_owner", "no", 0),
                        Kind.TUNNEL_REFUSED));
    }

    @ParameterizedTest
    @MethodSource
    void ends(SessionState from, SessionEvent event, Kind kind) {
        assertEnds(next(from, event), kind);
    }

    @Test
    void withoutRetryEveryLossIsTheEnd() {
        assertEnds(nextWithoutRetry(FIRST, new LinkLost("no", T0)), Kind.UNREACHABLE);
        assertEnds(nextWithoutRetry(ONLINE, new LinkLost("no", LATER)), Kind.UNREACHABLE);
        assertEnds(
                nextWithoutRetry(ONLINE, new WentAway("draining", "x", true, LATER)),
                Kind.UNREACHABLE);
        assertEnds(
                nextWithoutRetry(ONLINE, new TunnelDenied("web", "unavailable", "x", false, 0)),
                Kind.UNREACHABLE);
    }

    @Test
    void nothingFollowsTheEnd() {
        Stopped stopped = new Stopped(Outcome.stopped());
        for (SessionEvent event :
                List.of(new RetryDue(), new LinkLost("x", T0), new StopAsked(), new Broken("x"))) {
            assertThat(next(stopped, event)).isEqualTo(new Step(stopped, List.of()));
        }
    }

    @Test
    void theEndIsToldOnceAndAfterTheConnectionIsClosed() {
        Step step = next(ONLINE, new StopAsked());
        assertThat(step.effects())
                .containsExactly(new Effect.SayGoodbye(), new Effect.Finish(Outcome.stopped()));
    }

    @Test
    void anAgentWhoseTunnelIsRefusedSaysGoodbye() {
        for (SessionEvent event :
                List.of(
                        new TunnelDenied("web", "name_taken", "no", false, 3),
                        new TunnelTaken("web", "taken_over", "no", 0))) {
            assertThat(next(ONLINE, event).effects()).first().isEqualTo(new Effect.SayGoodbye());
        }
    }

    private static void assertEnds(Step step, Kind kind) {
        assertThat(step.state()).isInstanceOf(Stopped.class);
        assertThat(((Stopped) step.state()).outcome().kind()).isEqualTo(kind);
        assertThat(step.effects()).last().isInstanceOf(Effect.Finish.class);
    }
}
