package dev.tunnel.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ports of TCP tunnels that an edge leaves to its successor, which would otherwise not know
/// them before their agents have come: a file in their folder, one port a line.
record LeftPorts(Path file) {
    private static final Logger log = LoggerFactory.getLogger(LeftPorts.class);
    private static final int PORTS = 65_536;
    private static final int LONGEST = PORTS * "65535\n".length();

    static LeftPorts in(DataDirectory data) {
        return new LeftPorts(data.path().resolve("tcp-ports"));
    }

    /// Without the file there is a gap, but no harm.
    void leave(Collection<Integer> ports) {
        try {
            Files.writeString(
                    file,
                    ports.stream().map(port -> port + "\n").collect(Collectors.joining()),
                    US_ASCII);
        } catch (IOException e) {
            log.warn("the TCP ports cannot be left to the other edge: {}", e.getMessage());
        }
    }

    /// What was left, once.
    List<Integer> take() {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            var text = Files.size(file) > LONGEST ? "" : Files.readString(file, US_ASCII);
            Files.delete(file);
            return text.lines()
                    .filter(line -> line.matches("[1-9][0-9]{0,4}"))
                    .map(Integer::valueOf)
                    .filter(port -> port < PORTS)
                    .distinct()
                    .toList();
        } catch (IOException e) {
            log.warn("what TCP ports were left is not known: {}", e.getMessage());
            return List.of();
        }
    }
}
