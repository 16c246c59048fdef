package dev.tunnel.cli.inspect;

import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.inspect.api.AgentControl;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/// Notes what the API asks for, and says yes.
final class TestControl implements AgentControl {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<TunnelDefinition> opened = new CopyOnWriteArrayList<>();

    List<String> calls() {
        return calls;
    }

    List<TunnelDefinition> opened() {
        return opened;
    }

    @Override
    public CompletionStage<Void> open(TunnelDefinition tunnel) {
        calls.add("open " + tunnel.name());
        opened.add(tunnel);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> close(String name) {
        calls.add("close " + name);
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletionStage<String> replay(String tunnel, String replayOf, byte[] request) {
        calls.add("replay " + tunnel + " " + replayOf);
        return CompletableFuture.completedFuture("new");
    }
}
