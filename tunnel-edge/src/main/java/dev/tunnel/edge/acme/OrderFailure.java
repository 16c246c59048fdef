package dev.tunnel.edge.acme;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;

/// An order that came to nothing, in one line for operators.
final class OrderFailure extends Exception {
    @Serial private static final long serialVersionUID = 1;
    private static final Duration LIMITED = Duration.ofHours(1);
    private static final String INTERNAL = ":serverInternal";

    private final Kind kind;
    private final Duration pause;
    private final boolean orderLost;

    /// What kind of failure it is.
    enum Kind {
        FAILED,
        /// The authority has had enough of us for a while.
        RATE_LIMITED
    }

    private OrderFailure(Kind kind, String message, Duration pause, boolean orderLost) {
        super(message, null, false, false);
        this.kind = kind;
        this.pause = pause;
        this.orderLost = orderLost;
    }

    /// The authority does not believe us: the order cannot be finished any more.
    static OrderFailure refused(String why) {
        return new OrderFailure(Kind.FAILED, why, Duration.ZERO, true);
    }

    /// Something on our side, after which the same order may still be finished.
    static OrderFailure passing(String why) {
        return new OrderFailure(Kind.FAILED, why, Duration.ZERO, false);
    }

    /// What the library threw, in the authority's words where there are any.
    static OrderFailure of(Exception e, InstantSource clock) {
        return switch (e) {
            case AcmeLazyLoadingException lazy
                    when lazy.getCause() instanceof AcmeException cause ->
                    of(cause, clock);
            case AcmeRateLimitedException limited ->
                    new OrderFailure(
                            Kind.RATE_LIMITED,
                            "rate limited: " + e.getMessage(),
                            limited.getRetryAfter().map(at -> until(at, clock)).orElse(LIMITED),
                            false);
            case AcmeNetworkException _ -> passing("the authority cannot be reached" + cause(e));
            case AcmeServerException server when server.getType().toString().endsWith(INTERNAL) ->
                    passing(String.valueOf(e.getMessage()));
            case AcmeException _, AcmeLazyLoadingException _ ->
                    refused(String.valueOf(e.getMessage()));
            case AcmeProtocolException _ -> refused("not understood: " + e.getMessage());
            default -> passing(e.toString()); // what an odd answer can make the library throw
        };
    }

    private static Duration until(Instant at, InstantSource clock) {
        var left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static String cause(Exception e) {
        return e.getCause() instanceof IOException cause && cause.getMessage() != null
                ? ": " + cause.getMessage()
                : "";
    }

    Kind kind() {
        return kind;
    }

    /// How long the authority wants to be left alone at least.
    Duration pause() {
        return pause;
    }

    boolean isOrderLost() {
        return orderLost;
    }

    String line() {
        return String.valueOf(getMessage()).lines().findFirst().orElse("failed");
    }
}
