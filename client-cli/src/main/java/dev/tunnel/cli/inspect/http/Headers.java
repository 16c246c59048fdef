package dev.tunnel.cli.inspect.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The header fields of a message, in their order.
public record Headers(List<Header> fields) {

    public static final Headers NONE = new Headers(List.of());

    public Headers {
        fields = List.copyOf(fields);
    }

    public Optional<String> first(String name) {
        return all(name).findFirst();
    }

    public Stream<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Header::value);
    }

    /// Whether a comma-separated field such as `Connection` has this member.
    public boolean has(String name, String token) {
        return all(name)
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .anyMatch(member -> member.strip().equalsIgnoreCase(token));
    }

    /// The media type without parameters, in lower case; empty when there is none.
    public String mediaType() {
        return first("content-type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
