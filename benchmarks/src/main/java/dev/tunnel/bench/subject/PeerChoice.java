package dev.tunnel.bench.subject;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A peer that the caller points at.
///
/// @param programs its binaries, server first where there are two
public record PeerChoice(Kind kind, List<Path> programs) {
    public PeerChoice {
        programs = List.copyOf(programs);
        if (programs.size() != kind.programs) {
            throw new IllegalArgumentException(
                    "--peer %s takes %d path(s)".formatted(kind.name, kind.programs));
        }
        for (var program : programs) {
            if (!Files.isExecutable(program)) {
                throw new IllegalArgumentException(program + " is no program");
            }
        }
    }

    /// The products that the benchmark knows how to start.
    public enum Kind {
        BORE("bore", 1),
        RATHOLE("rathole", 1),
        FRP("frp", 2),
        CHISEL("chisel", 1),
        NGROK1("ngrok1", 2);

        private final String name;
        private final int programs;

        Kind(String name, int programs) {
            this.name = name;
            this.programs = programs;
        }
    }

    /// Reads `NAME=PATH[,PATH]`.
    public static PeerChoice of(String text) {
        int equals = text.indexOf('=');
        var name = equals < 0 ? text : text.substring(0, equals);
        var kind =
                Arrays.stream(Kind.values())
                        .filter(known -> known.name.equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "unknown peer %s; known: %s".formatted(name, names())));
        var paths = Arrays.stream(text.substring(equals + 1).split(","));
        return new PeerChoice(kind, paths.map(path -> Path.of(path).toAbsolutePath()).toList());
    }

    private static List<String> names() {
        return Arrays.stream(Kind.values()).map(kind -> kind.name).toList();
    }
}
