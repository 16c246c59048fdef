package dev.tunnel.bench.subject;

import dev.tunnel.bench.process.Program;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Another product, its server and clients running.
///
/// @param programs server first
record Peer(String name, String wire, Reach reach, List<Program> programs) implements Subject {
    Peer(
            String name,
            String wire,
            int bulkPort,
            int webPort,
            @Nullable String host,
            List<Program> programs) {
        this(name, wire, new Reach(bulkPort, webPort, host), programs);
    }

    @Override
    public void close() {
        programs.reversed().forEach(Program::close);
    }
}
