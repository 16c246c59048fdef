package dev.tunnel.edge.ingress.proxy;

/// What came is no PROXY protocol header.
public final class MalformedHeaderException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedHeaderException(String reason) {
        super(reason, null, false, false);
    }
}
