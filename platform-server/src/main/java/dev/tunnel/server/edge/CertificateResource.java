package dev.tunnel.server.edge;

import dev.tunnel.api.edge.AcmeAccountKey;
import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.api.edge.CertificateAnswer;
import dev.tunnel.api.edge.CertificateOutcome;
import dev.tunnel.api.edge.CertificateProgress;
import dev.tunnel.api.edge.CertificateWish;
import dev.tunnel.api.edge.DueCertificates;
import dev.tunnel.server.certificate.AcmeAccounts;
import dev.tunnel.server.certificate.CertificateService;
import dev.tunnel.server.certificate.OrderEnd;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/edge/v1/certificates` and `/edge/v1/acme`: certificates that edges order.
@Path("/edge/v1")
@Access(Credentials.EDGE)
@Tag(name = "edge")
@RunOnVirtualThread
public class CertificateResource {
    private final CertificateService certificates;
    private final OrderEnd ends;
    private final AcmeAccounts accounts;
    private final CallingEdge caller;

    CertificateResource(
            CertificateService certificates,
            OrderEnd ends,
            AcmeAccounts accounts,
            CallingEdge caller) {
        this.certificates = certificates;
        this.ends = ends;
        this.accounts = accounts;
        this.caller = caller;
    }

    @POST
    @Path("/certificates")
    public CertificateAnswer wish(@NotNull CertificateWish wish) {
        return certificates.wish(caller.id(), wish);
    }

    @POST
    @Path("/certificates/progress")
    public void progress(@NotNull CertificateProgress progress) {
        certificates.progress(progress);
    }

    @POST
    @Path("/certificates/outcome")
    public void ended(@NotNull CertificateOutcome outcome) {
        ends.ended(outcome);
    }

    @POST
    @Path("/certificates/due")
    public DueCertificates due(@NotNull DueCertificates.Question question) {
        return certificates.due(question.most());
    }

    @POST
    @Path("/acme/account")
    public AcmeAccountKey account(@NotNull AcmeAccountKey.Question question) {
        return accounts.key(question.directory());
    }

    @POST
    @Path("/acme/challenges")
    public AcmeChallenge challenge(@NotNull AcmeChallenge.Question question) {
        return certificates.challenge(question);
    }
}
