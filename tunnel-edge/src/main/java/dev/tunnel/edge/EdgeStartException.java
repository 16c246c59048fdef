package dev.tunnel.edge;

/// The edge cannot start; the message is one line for its operator.
final class EdgeStartException extends Exception {
    private static final long serialVersionUID = 1;

    EdgeStartException(String message, Throwable cause) {
        super(message, cause);
    }

    EdgeStartException(String message) {
        super(message);
    }
}
