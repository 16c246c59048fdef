package dev.tunnel.cli.config;

import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Changes top-level values of a YAML text in place, so that comments, order and everything else
/// stay as the user wrote them.
final class YamlEdit {

    private final String source;

    YamlEdit(String source) {
        this.source = source;
    }

    /// @param changes new value by key; an empty one removes the key
    String apply(String text, Map<String, Optional<String>> changes) {
        String edited = text;
        for (Map.Entry<String, Optional<String>> change : changes.entrySet()) {
            edited = set(edited, change.getKey(), change.getValue());
        }
        verify(edited, changes);
        return edited;
    }

    private String set(String text, String key, Optional<String> value) {
        for (NodeTuple tuple : YamlDocument.mapping(text, source).getValue()) {
            if (key(tuple).equals(key)) {
                int from = offset(text, tuple.getKeyNode().getStartMark().getIndex());
                int to = offset(text, tuple.getValueNode().getEndMark().getIndex());
                return value.map(v -> replace(text, from, to, line(key, v)))
                        .orElseGet(() -> remove(text, from, to));
            }
        }
        return value.map(v -> append(text, line(key, v))).orElse(text);
    }

    private static String replace(String text, int from, int to, String line) {
        // A block scalar (an inline CA) ends behind its last line break.
        String end = text.startsWith("\n", to - 1) ? "\n" : "";
        return text.substring(0, from) + line + end + text.substring(to);
    }

    private static String remove(String text, int from, int to) {
        int lineEnd = text.startsWith("\n", to - 1) ? to : text.indexOf('\n', to) + 1;
        return text.substring(0, from) + (lineEnd <= 0 ? "" : text.substring(lineEnd));
    }

    private static String append(String text, String line) {
        String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        return text + separator + line + "\n";
    }

    private static String line(String key, String value) {
        boolean plain = value.matches("[A-Za-z0-9/~._][A-Za-z0-9/._~:@=-]*[A-Za-z0-9/._~@=-]");
        return key
                + ": "
                + (plain ? value : "\"" + value.replaceAll("([\"\\\\])", "\\\\$1") + "\"");
    }

    /// A text in an unusual form (flow style, several documents) may not take the edit: then
    /// nothing is written.
    private void verify(String text, Map<String, Optional<String>> changes) {
        MappingNode root = YamlDocument.mapping(text, source);
        for (Map.Entry<String, Optional<String>> change : changes.entrySet()) {
            Optional<String> found =
                    root.getValue().stream()
                            .filter(tuple -> key(tuple).equals(change.getKey()))
                            .map(tuple -> ((ScalarNode) tuple.getValueNode()).getValue())
                            .findFirst();
            if (!found.equals(change.getValue())) {
                throw new ConfigException(
                        "%s is written in a form that cannot be edited by program; set %s by hand"
                                .formatted(source, change.getKey()));
            }
        }
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
    }

    /// Marks count code points.
    private static int offset(String text, int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
    }
}
