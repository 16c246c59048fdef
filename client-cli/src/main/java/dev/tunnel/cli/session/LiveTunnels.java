package dev.tunnel.cli.session;

import dev.tunnel.cli.config.TunnelDefinition;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Changes what a running session serves. Its public methods may be called on any thread; all else
/// happens on the session's event loop.
public final class LiveTunnels {

    private static final Duration LETTING_GO = Duration.ofMillis(500);

    private final Session session;
    private final Map<String, CompletableFuture<Void>> waiting = new HashMap<>();

    /// Tunnels that came one by one: a file that is read anew does not take them away.
    private final Set<String> single = new HashSet<>();

    LiveTunnels(Session session) {
        this.session = session;
    }

    /// Serves these tunnels from now on: those that are served already and have not changed are
    /// left alone, also while visitors are on them.
    public void serve(List<TunnelDefinition> wanted) {
        session.change(table -> {
            List<TunnelTable.Row> gone =
                    table.not(wanted).stream()
                            .filter(row -> !single.contains(row.definition().name()))
                            .toList();
            gone.forEach(session::remove);
            List<TunnelTable.Row> added = table.add(wanted);
            // A name that changes hands within the session is let go before it is asked for again.
            session.later(
                    gone.isEmpty() ? Duration.ZERO : LETTING_GO,
                    () -> open(added.stream().filter(table::isIdle).toList()));
        });
    }

    private void open(List<TunnelTable.Row> rows) {
        if (session.online()) {
            rows.forEach(session::open);
        }
    }

    /// Serves one more tunnel. A refusal is the caller's to hear, and no reason for the session to
    /// end.
    ///
    /// @return completes when it is open, or with an [AdditionException]
    public CompletionStage<Void> add(TunnelDefinition tunnel) {
        CompletableFuture<Void> added = new CompletableFuture<>();
        session.change(table -> {
            String name = tunnel.name();
            if (table.find(name) != null) {
                String why = "a tunnel \"%s\" is there already".formatted(name);
                added.completeExceptionally(new AdditionException(why, true));
            } else if (!session.online()) {
                added.completeExceptionally(
                        new AdditionException("the agent is not connected to the server", false));
            } else {
                single.add(name);
                waiting.put(name, added);
                open(table.add(List.of(tunnel)));
            }
        });
        return added;
    }

    /// Serves a tunnel no longer.
    ///
    /// @return completes with whether there was one of that name
    public CompletionStage<Boolean> remove(String name) {
        CompletableFuture<Boolean> removed = new CompletableFuture<>();
        session.change(table -> {
            TunnelTable.Row row = table.find(name);
            if (row != null) {
                session.remove(row);
                refused(row, "closed again");
                single.remove(name);
            }
            removed.complete(row != null);
        });
        return removed;
    }

    void opened(TunnelTable.Row row) {
        CompletableFuture<Void> added = waiting.remove(row.definition().name());
        if (added != null) {
            added.complete(null);
        }
    }

    /// @return whether somebody waited for the answer
    boolean refused(TunnelTable.Row row, String message) {
        String name = row.definition().name();
        CompletableFuture<Void> added = waiting.remove(name);
        if (added == null) {
            return false;
        }
        single.remove(name);
        added.completeExceptionally(new AdditionException(message, false));
        return true;
    }
}
