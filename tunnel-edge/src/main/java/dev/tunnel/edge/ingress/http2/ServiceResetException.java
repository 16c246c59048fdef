package dev.tunnel.edge.ingress.http2;

import io.netty.handler.codec.http2.Http2Error;
import java.io.IOException;

/// A service broke one request off.
public final class ServiceResetException extends IOException {
    private static final long serialVersionUID = 1;

    private final long code;

    ServiceResetException(long code) {
        super("reset by the service: " + code);
        this.code = code;
    }

    /// Why, as far as it is a code of RFC 9113.
    public Http2Error error() {
        var error = Http2Error.valueOf(code);
        return error == null ? Http2Error.INTERNAL_ERROR : error;
    }

    /// An event of the network, not a fault of this program: no stack trace.
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
