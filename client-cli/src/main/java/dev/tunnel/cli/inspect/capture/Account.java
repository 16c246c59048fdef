package dev.tunnel.cli.inspect.capture;

/// What one entry takes from the budget; all of it goes back at once when the entry does.
final class Account {

    private final Budget budget;
    private long taken;
    private boolean closed;

    Account(Budget budget) {
        this.budget = budget;
    }

    synchronized boolean take(long bytes) {
        if (closed || !budget.take(bytes)) {
            return false;
        }
        taken += bytes;
        return true;
    }

    synchronized void give(long bytes) {
        if (!closed) {
            taken -= bytes;
            budget.give(bytes);
        }
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            budget.give(taken);
        }
    }
}
