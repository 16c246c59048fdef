package dev.tunnel.edge.ingress.http;

import io.netty.util.concurrent.EventExecutor;

/// The time that a visitor has for its next request head.
final class HeadDeadline {
    private final HttpSettings settings;
    private final Deadline deadline;
    private boolean underWay = true;

    /// A new connection must send its first head at once.
    HeadDeadline(HttpSettings settings, EventExecutor loop, Runnable expired) {
        this.settings = settings;
        this.deadline = new Deadline(loop, expired);
        deadline.in(settings.headTimeout());
    }

    /// Nothing of the next head is here yet.
    void idle() {
        underWay = false;
        deadline.in(settings.idleTimeout());
    }

    /// Some of the head is here, not all.
    void begun() {
        if (!underWay) {
            underWay = true;
            deadline.in(settings.headTimeout());
        }
    }

    void met() {
        deadline.clear();
    }

    void cancel() {
        deadline.cancel();
    }
}
