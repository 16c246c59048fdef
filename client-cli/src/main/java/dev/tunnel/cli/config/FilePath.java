package dev.tunnel.cli.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A file's name as the user wrote it.
final class FilePath {
    private FilePath() {}

    /// @throws ConfigException when no file can have this name
    static Path of(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigException("not a file name: " + e.getReason());
        }
    }
}
