package dev.tunnel.server.config;

import io.smallrye.config.EnvConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Passwords from files, as containers and systemd hand them over: `TUNNEL_DB_PASSWORD_FILE` names
/// the file whose content is `TUNNEL_DB_PASSWORD`, and so with every other variable that ends in
/// `_PASSWORD_FILE`. A variable that holds the password itself goes before its file.
public final class SecretFiles extends EnvConfigSource {
    private static final String PASSWORD = "_PASSWORD";
    private static final String FILE = "_FILE";

    /// Just below the environment.
    private static final int ORDINAL = 299;

    /// Found by the service loader.
    public SecretFiles() {
        this(System.getenv());
    }

    /// @param environment variables by name
    public SecretFiles(Map<String, String> environment) {
        super(read(environment), ORDINAL);
    }

    @Override
    public String getName() {
        return "secret files";
    }

    private static Map<String, String> read(Map<String, String> environment) {
        var secrets = new HashMap<String, String>();
        environment.forEach((name, file) -> {
            if (name.endsWith(PASSWORD + FILE) && !file.isBlank()) {
                secrets.put(name.substring(0, name.length() - FILE.length()), content(name, file));
            }
        });
        return secrets;
    }

    private static String content(String name, String file) {
        try {
            return Files.readString(Path.of(file.strip())).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " cannot be read: " + file, e);
        }
    }
}
