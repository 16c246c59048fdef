package dev.tunnel.edge.ingress.raw;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// Why a visitor is turned away.
enum Refusal {
    UNKNOWN("no tunnel is there", Alert.UNRECOGNIZED_NAME),
    DENIED("the tunnel's own rules", Alert.ACCESS_DENIED),
    AWAY("the agent is away", Alert.INTERNAL_ERROR),
    UNREACHABLE("the local service is unreachable", Alert.INTERNAL_ERROR),
    FULL("the tunnel has too many connections", Alert.INTERNAL_ERROR);

    private final String reason;
    private final byte alert;

    Refusal(String reason, int alert) {
        this.reason = reason;
        this.alert = (byte) alert;
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
