package dev.tunnel.edge.config;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which variables an edge reads, learnt from reading them all once.
///
/// @param known every variable that was asked for
public record SettingNames(Set<String> known) {
    /// Read elsewhere: by the logging, and by the programs that share a file of settings with us.
    private static final Set<String> ELSEWHERE =
            Set.of("TUNNEL_LOG_LEVEL", "TUNNEL_LOG_FORMAT", "TUNNEL_DOMAIN");

    private static final int NEAR = 3;

    public SettingNames {
        known = Set.copyOf(known);
    }

    /// What is set, secrets hidden, by name.
    public Map<String, String> given(Map<String, String> variables) {
        var given = new TreeMap<String, String>();
        variables.forEach((name, value) -> {
            if (isKnown(name) && !value.isBlank()) {
                given.put(name, name.endsWith("_KEY") && !isPath(name) ? "(hidden)" : value);
            }
        });
        return given;
    }

    /// Variables that look like ours and are not, with what may have been meant.
    public Map<String, Optional<String>> unknown(Map<String, String> variables) {
        return variables.keySet().stream()
                .filter(name -> name.startsWith("TUNNEL_EDGE_") || name.startsWith("TUNNEL_TLS_"))
                .filter(name -> !isKnown(name))
                .collect(Collectors.toMap(name -> name, this::meant, (a, _) -> a, TreeMap::new));
    }

    private boolean isKnown(String name) {
        return known.contains(name) || ELSEWHERE.contains(name);
    }

    private static boolean isPath(String name) {
        return name.equals("TUNNEL_TLS_KEY");
    }

    private Optional<String> meant(String name) {
        return known.stream()
                .filter(other -> distance(name, other) <= NEAR)
                .min(Comparator.comparingInt(other -> distance(name, other)));
    }

    /// How many letters have to change (Levenshtein).
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    /// All variables of an edge.
    public static SettingNames all() {
        var env = new Environment(Map.of());
        EdgeSettings.read(env);
        return new SettingNames(env.asked());
    }
}
