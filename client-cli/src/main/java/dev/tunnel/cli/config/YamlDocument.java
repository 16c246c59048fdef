package dev.tunnel.cli.config;

import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/// Parses YAML into nodes, which know their lines. No tag is ever made into an object.
final class YamlDocument {

    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_ALIASES = 20;

    private YamlDocument() {}

    /// The mapping that the document is; an empty document is an empty one.
    static YamlMap root(String text, String source) {
        return new YamlMap(source, mapping(text, source));
    }

    static MappingNode mapping(String text, String source) {
        try {
            Node node = compose(text);
            if (node == null || node.getTag().equals(Tag.NULL)) {
                return new MappingNode(
                        Tag.MAP, List.of(), org.yaml.snakeyaml.DumperOptions.FlowStyle.BLOCK);
            }
            if (node instanceof MappingNode mapping) {
                return mapping;
            }
            throw ConfigException.at(source, 1, "expected keys and values, like authtoken: tt_…");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw ConfigException.at(source, line, "not valid YAML: " + e.getProblem());
        } catch (YAMLException | IllegalArgumentException e) {
            // the parser answers some tags, such as !a%20, with an IllegalArgumentException
            throw new ConfigException("%s: not valid YAML: %s".formatted(source, e.getMessage()));
        }
    }

    private static @Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setAllowRecursiveKeys(false);
        return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    }
}
