package dev.tunnel.cli.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    /// A list of groups of fields.
    public List<Map<?, ?>> groups(String field) {
        List<Map<?, ?>> groups = new ArrayList<>();
        if (fields.get(field) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    groups.add(map);
                }
            }
        }
        return groups;
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
