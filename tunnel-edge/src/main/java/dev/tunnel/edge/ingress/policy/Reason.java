package dev.tunnel.edge.ingress.policy;

import java.util.Locale;

/// Why a visitor is not let through, for programs and for metrics.
public enum Reason {
    ADDRESS_DENIED(403),
    SCHEME_NOT_SERVED(404),
    HTTPS_ONLY(308),
    UNAUTHORIZED(401),
    QUOTA_EXCEEDED(429),
    RATE_LIMITED(429);

    private final int status;

    Reason(int status) {
        this.status = status;
    }

    /// The status of an HTTP answer.
    public int status() {
        return status;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
