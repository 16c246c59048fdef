package dev.tunnel.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.server.contract.Database;
import dev.tunnel.server.contract.EdgeCalls;
import dev.tunnel.server.contract.Owner;
import dev.tunnel.server.contract.WithEdge;
import dev.tunnel.server.database.SchemaReady;
import dev.tunnel.server.edge.EventStreams.Frame;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.session.Announcements;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// A second platform's listener on the same Postgres.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithEdge.class)
class TwoPlatformsIT {
    @Inject Database database;
    @Inject ListenConnection connections;
    @Inject Announcements announcements;
    @Inject ObjectMapper json;

    @Test
    void anEdgeHearsFromOnePlatformWhatAnotherDecided() throws InterruptedException {
        EventStreams streams = new EventStreams(json);
        AnnouncementListener second =
                new AnnouncementListener(connections, announcements, streams, new SecureRandom());
        second.start(new SchemaReady());
        Owner owner = Owner.signUp();
        EdgeCalls edge = database.edge(37_000, 37_009);
        var session = edge.connect(owner.authtoken("laptop"));
        List<Frame> heard = new CopyOnWriteArrayList<>();
        await().atMost(Duration.ofSeconds(5))
                .ignoreException(ProblemException.class)
                .until(() -> streams.open(id(edge)).subscribe().with(heard::add) != null);

        owner.request().delete("/api/v1/sessions/" + session.sessionId()).then().statusCode(204);

        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() ->
                        assertThat(heard)
                                .last()
                                .asString()
                                .contains("SESSION_CLOSED", session.sessionId().toString()));
        second.stop(new ShutdownEvent());
    }

    private UUID id(EdgeCalls edge) {
        return UUID.fromString(
                database.text("select id::text as text from edge where name = ?", edge.name()));
    }
}
