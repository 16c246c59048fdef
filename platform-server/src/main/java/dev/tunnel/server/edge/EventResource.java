package dev.tunnel.server.edge;

import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/edge/v1/events`: what edges are told. The first comment says that nothing announced from then
/// on will be missed; a further comment every ten seconds says that the stream is alive.
@Path("/edge/v1/events")
@Access(Credentials.EDGE)
@Tag(name = "edge")
public class EventResource {
    private final EventStreams streams;
    private final CallingEdge caller;

    EventResource(EventStreams streams, CallingEdge caller) {
        this.streams = streams;
        this.caller = caller;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "edgeEvents", summary = "EdgeEvent as server-sent events")
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return streams.open(caller.id())
                .map(frame ->
                        switch (frame) {
                            case EventStreams.Frame.Event(String json) -> sse.newEvent(json);
                            case EventStreams.Frame.Comment(String text) ->
                                    sse.newEventBuilder().comment(text).build();
                        });
    }
}
