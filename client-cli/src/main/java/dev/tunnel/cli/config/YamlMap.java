package dev.tunnel.cli.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// One mapping of a YAML file, read key by key. Every error names the file and the line; keys that
/// nobody asked for are errors too ([#done()]).
final class YamlMap {

    private final String source;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    private record Entry(ScalarNode key, Node value) {}

    YamlMap(String source, MappingNode node) {
        this.source = source;
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw error(tuple.getKeyNode(), "a key must be a word");
            }
            if (entries.put(key.getValue(), new Entry(key, tuple.getValueNode())) != null) {
                throw error(key, "\"%s\" is given twice".formatted(key.getValue()));
            }
        }
    }

    /// The keys, as they stand.
    List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    boolean has(String key) {
        return find(key) != null;
    }

    /// True where the value of `key` is a mapping.
    boolean isMap(String key) {
        return find(key) instanceof MappingNode;
    }

    @Nullable String text(String key) {
        return scalar(key, Function.identity());
    }

    @Nullable Integer port(String key) {
        return scalar(key, HostPort::parsePort);
    }

    @Nullable Boolean bool(String key) {
        return scalar(
                key,
                text ->
                        switch (text) {
                            case "true", "yes", "on" -> true;
                            case "false", "no", "off" -> false;
                            default ->
                                    throw new ConfigException(
                                            "\"%s\" is neither true nor false".formatted(text));
                        });
    }

    /// The value of `key` read by `reader`, whose [ConfigException] is given the key and line.
    <T> @Nullable T scalar(String key, Function<String, T> reader) {
        Node value = find(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof ScalarNode scalar)) {
            throw error(value, "%s must be a single value".formatted(key));
        }
        return at(key, () -> reader.apply(scalar.getValue()));
    }

    /// The values under `key`: a list of single values, or one with commas between them.
    <T> List<T> list(String key, Function<String, T> reader) {
        Node value = find(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof ScalarNode scalar) {
            return at(key, () -> Stream.of(scalar.getValue().split(",", -1)).map(reader).toList());
        }
        if (!(value instanceof SequenceNode sequence)) {
            throw error(value, "%s must be a list".formatted(key));
        }
        return sequence.getValue().stream().map(item -> item(key, item, reader)).toList();
    }

    /// One item of a list; an error names its own line.
    private <T> T item(String key, Node item, Function<String, T> reader) {
        if (!(item instanceof ScalarNode scalar)) {
            throw error(item, "%s must be a list of single values".formatted(key));
        }
        try {
            return reader.apply(scalar.getValue());
        } catch (ConfigException e) {
            throw error(item, "%s: %s".formatted(key, e.getMessage()));
        }
    }

    /// The mapping under `key`, if there is one.
    @Nullable YamlMap map(String key) {
        Node value = find(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof MappingNode mapping)) {
            throw error(value, "%s must be a group of keys".formatted(key));
        }
        return new YamlMap(source, mapping);
    }

    /// Runs `reader`, giving a [ConfigException] of its own the line of `key`.
    <T> T at(String key, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (ConfigException e) {
            throw e.located() ? e : error(key, e.getMessage());
        }
    }

    /// An error at the line of `key`.
    ConfigException error(String key, @Nullable String message) {
        Entry entry = entries.get(key);
        return entry == null
                ? new ConfigException("%s: %s: %s".formatted(source, key, message))
                : error(entry.key(), "%s: %s".formatted(key, message));
    }

    /// Ends the reading: a key that was never asked for is an error.
    void done() {
        for (Entry entry : entries.values()) {
            String key = entry.key().getValue();
            if (!known.contains(key)) {
                String hint =
                        Similar.to(key, known).map(" (did you mean \"%s\"?)"::formatted).orElse("");
                throw error(entry.key(), "unknown key \"%s\"%s".formatted(key, hint));
            }
        }
    }

    private @Nullable Node find(String key) {
        known.add(key);
        Entry entry = entries.get(key);
        return entry == null || entry.value().getTag().equals(Tag.NULL) ? null : entry.value();
    }

    private ConfigException error(Node node, String message) {
        return ConfigException.at(source, node.getStartMark().getLine() + 1, message);
    }
}
