package dev.tunnel.edge.platform;

import dev.tunnel.api.Problem;
import dev.tunnel.api.edge.AccountQuota;
import dev.tunnel.api.edge.AcmeAccountKey;
import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.CertificateAnswer;
import dev.tunnel.api.edge.CertificateOutcome;
import dev.tunnel.api.edge.CertificateProgress;
import dev.tunnel.api.edge.CertificateWish;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.ClaimRelease;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.ContractVersions;
import dev.tunnel.api.edge.DueCertificates;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.EdgeHeartbeat;
import dev.tunnel.api.edge.EdgeRegistered;
import dev.tunnel.api.edge.EdgeRegistration;
import dev.tunnel.api.edge.SessionEnd;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.api.edge.UsageReport;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;

/// JSON of the edge contract, through adapters generated at build time.
@Json.Import({
    AccountQuota.class,
    AcmeAccountKey.class,
    AcmeAccountKey.Question.class,
    AcmeChallenge.class,
    AcmeChallenge.Question.class,
    AuthoriseRequest.class,
    CertificateAnswer.class,
    CertificateOutcome.class,
    CertificateProgress.class,
    CertificateWish.class,
    ClaimGranted.class,
    ClaimRelease.class,
    ClaimRequest.class,
    ContractVersions.class,
    DueCertificates.class,
    DueCertificates.Question.class,
    EdgeEvent.class,
    EdgeHeartbeat.class,
    EdgeHeartbeat.Answer.class,
    EdgeRegistered.class,
    EdgeRegistration.class,
    Problem.class,
    SessionEnd.class,
    SessionGranted.class,
    UsageReport.class,
})
final class EdgeJson {
    static final Jsonb JSON = Jsonb.builder().build();

    private EdgeJson() {}
}
