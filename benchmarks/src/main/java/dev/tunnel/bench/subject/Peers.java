package dev.tunnel.bench.subject;

import dev.tunnel.bench.process.Command;
import dev.tunnel.bench.service.Services;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Starts the peers at their defaults.
public final class Peers {
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private Peers() {}

    /// The ways in which a peer is compared: more than one where it can do with and without TLS.
    public static List<Subject> start(PeerChoice choice, Services services, Path folder) {
        var server = choice.programs().getFirst();
        var client = choice.programs().getLast();
        return switch (choice.kind()) {
            case BORE -> List.of(Bore.start(server, services, folder));
            case RATHOLE ->
                    List.of(
                            Rathole.start(server, services, folder, false),
                            Rathole.start(server, services, folder, true));
            case FRP -> List.of(Frp.start(server, client, services, folder));
            case CHISEL -> List.of(Chisel.start(server, services, folder));
            case NGROK1 -> List.of(Ngrok1.start(server, client, services, folder));
        };
    }

    /// What a program says to `--version`, or whatever it is asked with, in one word.
    static String version(Path program, String question) {
        var words =
                Command.run(ANSWER, List.of(program.toString(), question)).strip().split("\\s+");
        for (var word : words) {
            if (word.matches("v?\\d+\\.\\d+.*")) {
                return word;
            }
        }
        return words[0];
    }
}
