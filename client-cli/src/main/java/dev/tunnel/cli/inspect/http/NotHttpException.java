package dev.tunnel.cli.inspect.http;

/// What came is not HTTP/1.1 as this reader understands it.
public final class NotHttpException extends RuntimeException {
    public NotHttpException(String message) {
        super(message, null, false, false);
    }
}
