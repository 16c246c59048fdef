package dev.tunnel.edge.ingress.http;

import io.netty.channel.Channel;
import java.time.Duration;

/// The time that a visitor has for its next request head.
final class HeadDeadline {
    private final HttpSettings settings;
    private final Deadline deadline;
    private final Unsent answers;
    private boolean underWay = true;
    private Duration unread = Duration.ZERO;

    /// A new connection must send its first head at once.
    HeadDeadline(HttpSettings settings, Channel visitor, Runnable expired) {
        this.settings = settings;
        this.deadline = new Deadline(visitor.eventLoop(), expired);
        this.answers = new Unsent(visitor);
        deadline.in(settings.headTimeout());
    }

    /// Nothing of the next head is here yet.
    void idle() {
        underWay = false;
        unread = Duration.ZERO;
        answers.mark();
        deadline.in(settings.idleTimeout());
    }

    /// Some of the head is here, not all.
    void begun() {
        if (!underWay) {
            underWay = true;
            deadline.in(settings.headTimeout());
        }
    }

    /// Whether the time is not up after all, because the visitor has not read the answer before to
    /// its end. How far it is shows in steps only, of as much as the system's own buffer holds.
    boolean isExtended() {
        if (underWay || answers.isEmpty()) {
            return false;
        }
        unread = answers.shrank() ? Duration.ZERO : unread.plus(settings.idleTimeout());
        if (unread.compareTo(settings.stallTimeout()) >= 0) {
            return false;
        }
        deadline.in(settings.idleTimeout());
        return true;
    }

    void met() {
        deadline.clear();
    }

    void cancel() {
        deadline.cancel();
    }
}
