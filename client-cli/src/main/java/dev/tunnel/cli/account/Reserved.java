package dev.tunnel.cli.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that the account has reserved.
///
/// @param fields as the platform gave them
public record Reserved(Kind kind, Map<String, Object> fields) {

    public Reserved {
        fields = new LinkedHashMap<>(fields);
    }

    public String id() {
        return text("id").orElse("");
    }

    /// The name, host name or port.
    public String name() {
        return text(kind.field()).orElse("");
    }

    /// A field as text; a whole number without a fraction.
    public Optional<String> text(String field) {
        return text(fields.get(field));
    }

    /// A field of a group of fields.
    public Optional<String> text(String group, String field) {
        return fields.get(group) instanceof Map<?, ?> map ? text(map.get(field)) : Optional.empty();
    }

    private static Optional<String> text(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case Double number when number == Math.rint(number) ->
                    Optional.of(Long.toString(number.longValue()));
            default -> Optional.of(value.toString());
        };
    }
}
