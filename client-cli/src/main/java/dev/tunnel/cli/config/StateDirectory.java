package dev.tunnel.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What the agent remembers between runs: a random identifier of this machine, and which agents
/// run.
///
/// @param randomId makes an identifier, for a machine without one
public record StateDirectory(Path directory, Supplier<String> randomId) {

    private static final int MAX_AGENTS = 256;

    /// This process's slot. A home that cannot be written to costs only the memory of addresses:
    /// the agent runs under an identifier of the moment.
    public InstanceSlot takeSlot() {
        try {
            Path slots = directory.resolve("slots");
            PrivateFile.createDirectories(slots);
            String machine = machineId();
            for (int slot = 0; slot < MAX_AGENTS; slot++) {
                Optional<InstanceSlot> taken =
                        InstanceSlot.take(slots.resolve(slot + ".lock"), machine + "-" + slot);
                if (taken.isPresent()) {
                    return taken.get();
                }
            }
        } catch (IOException | ConfigException _) {
            // Fall through to an identifier of the moment.
        }
        return new InstanceSlot(randomId.get(), null);
    }

    /// The inspectors of the agents that run now; an agent without one is an empty string.
    public List<String> runningInspectors() {
        Path slots = directory.resolve("slots");
        List<String> inspectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(slots)) {
            for (Path file : files.sorted().toList()) {
                InstanceSlot.inUse(file).ifPresent(inspectors::add);
            }
        } catch (IOException _) {
            return List.of();
        }
        return inspectors;
    }

    private String machineId() throws IOException {
        Path file = directory.resolve("machine-id");
        if (Files.exists(file)) {
            String id = Files.readString(file).strip();
            if (id.matches("[A-Za-z0-9-]{8,64}")) {
                return id;
            }
        }
        PrivateFile.write(file, randomId.get() + "\n");
        // Two first runs at once: both take what the later one left.
        return Files.readString(file).strip();
    }
}
