package dev.tunnel.edge.platform;

import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.ClaimRelease;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.EdgeHeartbeat;
import dev.tunnel.api.edge.EdgeRegistered;
import dev.tunnel.api.edge.EdgeRegistration;
import dev.tunnel.api.edge.SessionEnd;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.api.edge.UsageReport;
import java.util.UUID;
import java.util.function.Consumer;

/// What the edge asks of the platform. No call blocks or throws; each is answered exactly once, on
/// the control executor.
public interface Platform {

    void register(EdgeRegistration registration, Consumer<Outcome<EdgeRegistered>> answer);

    void heartbeat(EdgeHeartbeat heartbeat, Consumer<Outcome<EdgeHeartbeat.Answer>> answer);

    void authorise(AuthoriseRequest request, Consumer<Outcome<SessionGranted>> answer);

    void end(UUID sessionId, SessionEnd end, Consumer<Outcome<Outcome.Done>> answer);

    void claim(ClaimRequest request, Consumer<Outcome<ClaimGranted>> answer);

    void release(UUID tunnelId, ClaimRelease release, Consumer<Outcome<Outcome.Done>> answer);

    void report(UsageReport report, Consumer<Outcome<Outcome.Done>> answer);
}
