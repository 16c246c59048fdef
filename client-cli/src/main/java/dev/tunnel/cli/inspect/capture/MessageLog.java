package dev.tunnel.cli.inspect.capture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last messages of one exchange. Any thread.
public final class MessageLog {

    private final int limit;
    private final Account account;
    private final Deque<Message> messages = new ArrayDeque<>();
    private long count;

    /// How things stand at one moment.
    ///
    /// @param count all that there were; the last ones are in `messages`
    public record View(long count, List<Message> messages) {}

    MessageLog(int limit, Account account) {
        this.limit = limit;
        this.account = account;
    }

    synchronized void add(Message message) {
        count++;
        if (messages.size() == limit) {
            account.give(messages.removeFirst().weight());
        }
        while (!account.take(message.weight())) {
            if (messages.isEmpty()) {
                return;
            }
            account.give(messages.removeFirst().weight());
        }
        messages.addLast(message);
    }

    public synchronized long count() {
        return count;
    }

    public synchronized View view() {
        return new View(count, List.copyOf(messages));
    }
}
