package dev.tunnel.cli.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The configuration file on disk.
///
/// @param named true when the user named it: then it must exist to be read
public record ConfigFile(Path path, boolean named, Environment environment) {

    /// What ngrok 1.x calls the same.
    private static final Map<String, String> OLDER_NAMES =
            Map.of("authtoken", "auth_token", "agent_address", "server_addr");

    private static final long MAX_BYTES = 1 << 20;

    public FileConfig read() {
        return new ConfigReader(path, environment).read(text());
    }

    /// The same file, which need not exist even though the user named it: it is about to be
    /// written.
    public ConfigFile mayBeMissing() {
        return new ConfigFile(path, false, environment);
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /// Sets keys (absent value: removes the key), leaves everything else as it stands, and replaces
    /// the file at once with one that only its owner may read.
    public void update(Map<String, Optional<String>> changes) {
        String text = exists() ? readText(path) : "";
        // What cannot be read is not edited either.
        new ConfigReader(path, environment).read(text);
        Map<String, Optional<String>> named = new LinkedHashMap<>();
        List<String> keys = YamlDocument.root(text, path.toString()).keys();
        changes.forEach((key, value) -> {
            String older = OLDER_NAMES.getOrDefault(key, key);
            named.put(keys.contains(older) ? older : key, value);
        });
        PrivateFile.write(path, new YamlEdit(path.toString()).apply(text, named));
    }

    private String text() {
        if (!exists()) {
            if (named) {
                throw new ConfigException("configuration file %s does not exist".formatted(path));
            }
            return "";
        }
        return readText(path);
    }

    /// A file's text, bounded.
    static String readText(Path path) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new ConfigException("%s is larger than 1 MiB".formatted(path));
            }
            return Files.readString(path);
        } catch (CharacterCodingException _) {
            throw new ConfigException("%s is not UTF-8 text".formatted(path));
        } catch (IOException e) {
            throw new ConfigException("%s cannot be read: %s".formatted(path, Failures.line(e)), e);
        }
    }
}
