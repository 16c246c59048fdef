package dev.tunnel.cli.inspect.api;

/// A request that the API refuses, as ngrok would say it.
public final class ApiException extends RuntimeException {

    private final int status;
    private final int code;
    private final String details;

    /// @param status of HTTP
    /// @param code ngrok's `error_code`
    /// @param details one line more
    public ApiException(int status, int code, String message, String details) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
    }

    static ApiException badRequest(String details) {
        return new ApiException(400, 102, "invalid request", details);
    }

    static ApiException notFound(String details) {
        return new ApiException(404, 100, "not found", details);
    }

    int status() {
        return status;
    }

    NgrokError resource() {
        return new NgrokError(
                code, status, String.valueOf(getMessage()), new NgrokError.Details(details));
    }
}
