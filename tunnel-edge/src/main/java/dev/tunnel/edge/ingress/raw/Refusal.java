package dev.tunnel.edge.ingress.raw;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// Why a visitor is turned away.
enum Refusal {
    UNKNOWN("tunnel_not_found", "no tunnel is there", Alert.UNRECOGNIZED_NAME),
    DENIED("address_denied", "the tunnel's own rules", Alert.ACCESS_DENIED),
    AWAY("agent_offline", "the agent is away", Alert.INTERNAL_ERROR),
    UNREACHABLE("service_unreachable", "the local service is unreachable", Alert.INTERNAL_ERROR),
    FULL("tunnel_full", "the tunnel has too many connections", Alert.INTERNAL_ERROR),
    QUOTA("quota_exceeded", "the account's quota", Alert.ACCESS_DENIED);

    private final String code;
    private final String reason;
    private final byte alert;

    Refusal(String code, String reason, int alert) {
        this.code = code;
        this.reason = reason;
        this.alert = (byte) alert;
    }

    /// For metrics and the access log; the same words as for HTTP.
    String code() {
        return code;
    }

    /// For the log.
    String reason() {
        return reason;
    }

    /// What a TLS client is told instead of a ServerHello: a fatal alert in a record of its own
    /// (RFC 8446, 6).
    ByteBuf tlsAlert() {
        return Unpooled.wrappedBuffer(
                new byte[] {Alert.RECORD, 3, 3, 0, Alert.LENGTH, Alert.FATAL, alert});
    }

    private static final class Alert {
        static final int RECORD = 21;
        static final int LENGTH = 2;
        static final int FATAL = 2;
        static final int ACCESS_DENIED = 49;
        static final int INTERNAL_ERROR = 80;
        static final int UNRECOGNIZED_NAME = 112;
    }
}
