package dev.tunnel.server.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.server.http.ProblemException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The event streams that edges hold open with this platform.
///
/// A stream is open only while this platform hears the database's announcements: when it loses
/// them, every stream ends, the edges open new ones, and their heartbeat finds what was missed.
@ApplicationScoped
class EventStreams {
    /// Events that wait for an edge that reads slowly; beyond it the stream ends.
    private static final int BACKLOG = 1024;

    private final ObjectMapper json;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean hearing;

    EventStreams(ObjectMapper json) {
        this.json = json;
    }

    /// One thing to write.
    sealed interface Frame {
        record Event(String json) implements Frame {}

        record Comment(String text) implements Frame {}
    }

    private record Stream(UUID edge, MultiEmitter<? super Frame> emitter) {}

    /// A new stream of one edge.
    ///
    /// @throws ProblemException `unavailable` while the announcements are not heard
    Multi<Frame> open(UUID edge) {
        if (!hearing) {
            throw new ProblemException(
                    ProblemCode.UNAVAILABLE, "Events are not heard at the moment, try again");
        }
        return Multi.createFrom().emitter(emitter -> add(new Stream(edge, emitter)), BACKLOG);
    }

    /// Announcements are heard from now on.
    void begin() {
        hearing = true;
    }

    /// Announcements are not heard any more.
    void end() {
        hearing = false;
        streams.forEach(stream -> stream.emitter().complete());
    }

    /// The key of an edge is refused from now on.
    void end(UUID edge) {
        streams.stream()
                .filter(stream -> stream.edge().equals(edge))
                .forEach(stream -> stream.emitter().complete());
    }

    /// Whether announcements are heard now.
    boolean isHearing() {
        return hearing;
    }

    /// How many are open.
    int count() {
        return streams.size();
    }

    void deliver(UUID edge, EdgeEvent event) {
        Frame frame = new Frame.Event(encode(event));
        streams.stream()
                .filter(stream -> stream.edge().equals(edge))
                .forEach(stream -> stream.emitter().emit(frame));
    }

    @Scheduled(every = "10s")
    void keepAlive() {
        Frame frame = new Frame.Comment("alive");
        streams.forEach(stream -> stream.emitter().emit(frame));
    }

    private void add(Stream stream) {
        stream.emitter().onTermination(() -> streams.remove(stream));
        streams.add(stream);
        stream.emitter().emit(new Frame.Comment("hearing"));
        if (!hearing) {
            stream.emitter().complete();
        }
    }

    private String encode(EdgeEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + event, e);
        }
    }
}
