package dev.tunnel.cli.command;

import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.session.Outcome;
import dev.tunnel.cli.terminal.LogWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs an agent; Ctrl-C, SIGTERM and a closed terminal end it in an orderly way, with exit status
/// 0.
///
/// The JVM's own status after a signal is 130 or 143, and it waits 300 ms for threads in native
/// code: so the process is halted as soon as everything is given back.
final class StopSignal {

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Agent agent;
    private final Optional<LogWriter> log;

    StopSignal(Agent agent, Optional<LogWriter> log) {
        this.agent = agent;
        this.log = log;
    }

    /// Waits for the end.
    Outcome await(List<TunnelDefinition> tunnels, boolean retry) {
        CompletableFuture<Outcome> ended = new CompletableFuture<>();
        Thread hook = new Thread(() -> stop(ended), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        agent.start(tunnels, retry).thenAccept(ended::complete);
        Outcome outcome = ended.join();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is being stopped: the hook does the rest.
        }
        return outcome;
    }

    private void stop(CompletableFuture<Outcome> ended) {
        agent.stop();
        try {
            ended.get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // The edge finds out by itself.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        agent.close();
        log.ifPresent(LogWriter::close);
        Runtime.getRuntime().halt(ExitCode.OK.status());
    }
}
