package dev.tunnel.edge.platform;

import dev.tunnel.api.edge.EdgeEvent;

/// What comes out of an [EventStream], on the control executor.
public interface EventListener {

    /// The stream is open (again); events may have been missed before.
    void connected();

    void event(EdgeEvent event);
}
