package dev.tunnel.edge.admin;

import java.util.List;

/// Whether the edge should be given work.
///
/// @param obstacles why not; none when it is ready
/// @param remarks what an operator should know although it is ready
public record Readiness(List<String> obstacles, List<String> remarks) {
    public Readiness {
        obstacles = List.copyOf(obstacles);
        remarks = List.copyOf(remarks);
    }

    boolean isReady() {
        return obstacles.isEmpty();
    }

    /// Plain text, a line each.
    String describe() {
        var lines = new StringBuilder(isReady() ? "ready\n" : "not ready\n");
        obstacles.forEach(line -> lines.append(line).append('\n'));
        remarks.forEach(line -> lines.append(line).append('\n'));
        return lines.toString();
    }
}
