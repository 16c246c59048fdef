package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.http2.ServiceResetException;
import dev.tunnel.edge.ingress.policy.Reason;
import dev.tunnel.edge.ingress.policy.Verdict;
import dev.tunnel.protocol.mux.ResetCode;
import dev.tunnel.protocol.mux.StreamResetException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.Map;

/// Every answer that the edge gives by itself.
final class Refusals {
    private static final Map<String, String> RETRY_SOON = Map.of("retry-after", "5");

    private Refusals() {}

    // --- the request is not acceptable ---

    static Refusal badRequest(String detail) {
        return new Refusal(HttpResponseStatus.BAD_REQUEST, "bad_request", "Bad request", detail);
    }

    /// What the decoder could not take.
    static Refusal undecodable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                    new Refusal(
                            HttpResponseStatus.REQUEST_URI_TOO_LONG,
                            "uri_too_long",
                            "Address too long",
                            "The request line is longer than this server takes.");
            case TooLongFrameException _ ->
                    new Refusal(
                            HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            "head_too_large",
                            "Headers too large",
                            "The request's headers are larger than this server takes.");
            default -> badRequest("The request is not valid HTTP.");
        };
    }

    /// What the decoder could not take of a body.
    static Refusal undecodableBody(Throwable cause) {
        return cause instanceof TooLongHttpHeaderException
                ? undecodable(cause)
                : badRequest("The request's chunks are not well formed.");
    }

    static Refusal expectationFailed() {
        return new Refusal(
                HttpResponseStatus.EXPECTATION_FAILED,
                "expectation_failed",
                "Expectation failed",
                "The only expectation known here is 100-continue.");
    }

    static Refusal versionNotSupported() {
        return new Refusal(
                HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
                "version_not_supported",
                "HTTP version not supported",
                "This server speaks HTTP/1.0 and HTTP/1.1 here.");
    }

    static Refusal methodNotAllowed(String method) {
        return new Refusal(
                HttpResponseStatus.METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "Method not allowed",
                method + " is not relayed.",
                Map.of("allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"));
    }

    static Refusal headTimeout() {
        return new Refusal(
                HttpResponseStatus.REQUEST_TIMEOUT,
                "head_timeout",
                "Request timed out",
                "The request's head did not arrive in time.");
    }

    static Refusal protocolNotSupported() {
        return new Refusal(
                HttpResponseStatus.NOT_IMPLEMENTED,
                "protocol_not_supported",
                "Protocol not supported",
                "The only protocol that CONNECT can ask for here is websocket.");
    }

    static Refusal misdirected(String host) {
        return new Refusal(
                HttpResponseStatus.MISDIRECTED_REQUEST,
                "misdirected",
                "Misdirected request",
                host + " is not served on this connection. Connect again under its own name.");
    }

    static Refusal bodyTimeout() {
        return new Refusal(
                HttpResponseStatus.REQUEST_TIMEOUT,
                "body_timeout",
                "Request timed out",
                "The request's body did not arrive in time.");
    }

    // --- the tunnel does not take it ---

    static Refusal unknownTunnel(String host) {
        return new Refusal(
                        HttpResponseStatus.NOT_FOUND,
                        "tunnel_not_found",
                        "Tunnel not found",
                        "There is no tunnel at " + host + " at the moment.")
                .with(Advices.UNKNOWN);
    }

    /// What a rule of the tunnel says.
    static Refusal of(Verdict.Refuse refuse) {
        return new Refusal(
                HttpResponseStatus.valueOf(refuse.reason().status()),
                refuse.reason().code(),
                refuse.title(),
                refuse.sentence(),
                refuse.headers());
    }

    /// The account behind a tunnel has as many visitors as it may.
    static Refusal tooManyConnections(String host) {
        return new Refusal(
                HttpResponseStatus.TOO_MANY_REQUESTS,
                Reason.QUOTA_EXCEEDED.code(),
                "Too many visitors",
                "The account behind " + host + " has as many visitors at a time as it may.",
                RETRY_SOON);
    }

    static Refusal httpsOnly(String location) {
        return new Refusal(
                HttpResponseStatus.valueOf(Reason.HTTPS_ONLY.status()),
                Reason.HTTPS_ONLY.code(),
                "Served over https",
                "This tunnel is served over https only.",
                Map.of("location", location));
    }

    // --- the agent or the local service does not answer ---

    static Refusal agentOffline(String host) {
        return new Refusal(
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        "agent_offline",
                        "Tunnel offline",
                        "The agent of " + host + " lost its connection and has not come back yet.",
                        RETRY_SOON)
                .with(Advices.OFFLINE);
    }

    static Refusal agentGone(String host) {
        return new Refusal(
                        HttpResponseStatus.BAD_GATEWAY,
                        "agent_gone",
                        "Connection lost",
                        "The agent of " + host + " went away before its service answered.",
                        RETRY_SOON)
                .with(Advices.OFFLINE);
    }

    static Refusal agentBusy(String host) {
        return new Refusal(
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        "agent_busy",
                        "Too many requests at once",
                        "The tunnel at " + host + " takes no more requests at the moment.",
                        RETRY_SOON)
                .with(Advices.BUSY);
    }

    static Refusal serviceUnreachable(String host) {
        return new Refusal(
                        HttpResponseStatus.BAD_GATEWAY,
                        "service_unreachable",
                        "Local service unreachable",
                        "The tunnel at "
                                + host
                                + " is up, but the local service behind it does not accept"
                                + " connections.")
                .with(Advices.UNREACHABLE);
    }

    static Refusal serviceClosed(String host) {
        return new Refusal(
                        HttpResponseStatus.BAD_GATEWAY,
                        "service_closed",
                        "No answer from the local service",
                        "The local service behind "
                                + host
                                + " closed the connection without an answer.")
                .with(Advices.BROKEN);
    }

    /// @param why a sentence about the answer, for the owner
    static Refusal serviceInvalid(String host, String why) {
        return new Refusal(
                        HttpResponseStatus.BAD_GATEWAY,
                        "service_invalid",
                        "Invalid answer from the local service",
                        "The answer of the local service behind "
                                + host
                                + " cannot be passed on. "
                                + why)
                .with(Advices.INVALID);
    }

    static Refusal serviceTimeout(String host) {
        return new Refusal(
                        HttpResponseStatus.GATEWAY_TIMEOUT,
                        "service_timeout",
                        "The local service takes too long",
                        "The local service behind " + host + " did not answer in time.")
                .with(Advices.SLOW);
    }

    /// Why the way to the local service broke.
    static Refusal broken(Throwable cause, String host) {
        return switch (cause) {
            case StreamResetException reset -> reset(reset.code(), host);
            case ServiceResetException reset ->
                    reset.error() == Http2Error.REFUSED_STREAM
                            ? serviceBusy(host)
                            : serviceClosed(host);
            case Http2Exception _ -> serviceInvalid(host, "It is not HTTP/2.");
            default -> agentGone(host);
        };
    }

    private static Refusal serviceBusy(String host) {
        return new Refusal(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                "service_busy",
                "Local service busy",
                "The local service behind " + host + " takes no more requests at the moment.",
                RETRY_SOON);
    }

    /// Why the agent broke a stream off.
    static Refusal reset(ResetCode code, String host) {
        return switch (code) {
            case LOCAL_UNREACHABLE -> serviceUnreachable(host);
            case LOCAL_TIMEOUT -> serviceTimeout(host);
            case LOCAL_RESET -> serviceClosed(host);
            case LIMIT, REFUSED -> agentBusy(host);
            case UNKNOWN_TUNNEL -> unknownTunnel(host);
            case CANCELLED, INTERNAL -> agentGone(host);
        };
    }
}
