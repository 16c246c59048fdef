package dev.tunnel.server.http;

import io.vertx.core.http.HttpClosedException;
import java.util.Objects;
import java.util.stream.Stream;

/// Tells a caller who closed its connection in the middle of a request from a request that failed:
/// nobody reads the answer, and nothing of ours is wrong.
final class CallerGone {
    private CallerGone() {}

    static boolean causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .anyMatch(HttpClosedException.class::isInstance);
    }
}
