package dev.tunnel.cli.command;

import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The authtoken that a user gives, with the usual mix-ups told apart.
final class TokenInput {

    private static final Map<String, String> OTHERS =
            Map.of(
                    "tk_", "an API key",
                    "tr_", "a refresh token",
                    "te_", "an edge's key",
                    "ts_", "a session's secret");

    private TokenInput() {}

    /// @param argument the token, or `-` for the first line of standard input
    static Secret read(String argument) {
        String token = argument.equals("-") ? firstLine() : argument.strip();
        if (!token.matches("[\\x21-\\x7e]{8,512}")) {
            throw new ConfigException(
                    "that is not an authtoken; copy it from the web admin, it begins with tt_");
        }
        String prefix = token.substring(0, 3);
        if (OTHERS.containsKey(prefix)) {
            throw new ConfigException(
                    "that is %s, not an authtoken; an authtoken begins with tt_"
                            .formatted(OTHERS.get(prefix)));
        }
        return Secret.of(token);
    }

    private static String firstLine() {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
