package dev.tunnel.cli.reach;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request of the agent's own.
///
/// @param headers added to those that every request has
/// @param json the body; absent for none
public record HttpCall(String method, URI uri, Map<String, String> headers, @Nullable String json) {

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    public static HttpCall get(URI uri) {
        return new HttpCall("GET", uri, Map.of(), null);
    }

    public static HttpCall post(URI uri, String json) {
        return new HttpCall("POST", uri, Map.of(), json);
    }

    public static HttpCall delete(URI uri) {
        return new HttpCall("DELETE", uri, Map.of(), null);
    }

    public HttpCall with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new HttpCall(method, uri, all, json);
    }

    /// The same request to where a redirect leads. A credential goes to its own host only.
    HttpCall to(URI location) {
        Map<String, String> kept = new LinkedHashMap<>(headers);
        if (!String.valueOf(location.getHost()).equals(uri.getHost())
                || (uri.getScheme().equals("https") && !"https".equals(location.getScheme()))) {
            kept.remove("Authorization");
        }
        return new HttpCall(method, location, kept, json);
    }
}
