package dev.tunnel.cli.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// The last log entries, for the screen.
public final class RecentEntries implements Consumer<LogEntry> {

    private static final int KEPT = 100;

    private final Deque<LogEntry> entries = new ArrayDeque<>();

    @Override
    public synchronized void accept(LogEntry entry) {
        entries.addLast(entry);
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    /// Oldest first.
    public synchronized List<LogEntry> list() {
        return List.copyOf(entries);
    }
}
