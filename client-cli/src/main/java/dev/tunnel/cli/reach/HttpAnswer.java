package dev.tunnel.cli.reach;

import java.util.Map;
import java.util.Optional;

/// What a server answered.
///
/// @param headers names in lower case; of several with one name the last
public record HttpAnswer(int status, Map<String, String> headers, String body) {

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /// @param name in lower case
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean isRedirect() {
        return (status == 301 || status == 302 || status == 307 || status == 308)
                && headers.containsKey("location");
    }
}
