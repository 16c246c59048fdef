package dev.tunnel.e2e.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// One person's machine with `tunnel` on it: a home folder with its own configuration.
public final class AgentHome {
    private final Stack stack;
    private final Path folder;
    private final Map<String, String> variables = new ConcurrentHashMap<>();
    private final AtomicInteger starts = new AtomicInteger();

    private AgentHome(Stack stack, Path folder) {
        this.stack = stack;
        this.folder = folder;
    }

    /// A new machine on which nobody has used `tunnel` yet.
    public static AgentHome create(Stack stack) {
        try {
            Path agents = Files.createDirectories(stack.folder().resolve("agents"));
            return new AgentHome(stack, Files.createTempDirectory(agents, "home"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `tunnel authtoken TOKEN --server URL`.
    public AgentHome login(String authtoken) {
        run("authtoken", authtoken, "--server", stack.platformUrl()).expectSuccess();
        return this;
    }

    /// The configuration file that `tunnel` uses here.
    public Path configuration() {
        return folder.resolve(".config/tunnel/tunnel.yml");
    }

    /// Runs `tunnel` to its end.
    public Command.Result run(String... arguments) {
        return Command.run(environment(), command(arguments));
    }

    /// Starts `tunnel` and goes on.
    public Agent start(String... arguments) {
        Path log = folder.resolve("agent-%d.log".formatted(starts.incrementAndGet()));
        return new Agent(Program.start("agent", command(arguments), environment(), log));
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Checkout.tunnel().toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /// Sets a variable of its environment.
    public AgentHome with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(variables);
        environment.put("HOME", folder.toString());
        environment.put("XDG_CONFIG_HOME", folder.resolve(".config").toString());
        environment.put("XDG_DATA_HOME", folder.resolve(".local/share").toString());
        environment.put("XDG_STATE_HOME", folder.resolve(".local/state").toString());
        return environment;
    }
}
