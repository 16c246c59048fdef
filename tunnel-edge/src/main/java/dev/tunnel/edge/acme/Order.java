package dev.tunnel.edge.acme;

import dev.tunnel.api.edge.CertificateLease;
import dev.tunnel.api.edge.IssuedCertificate;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.connector.Resource;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One order from its beginning, or from where another edge left it, to the certificate. Blocks.
final class Order {
    private static final Logger LOG = LoggerFactory.getLogger(Order.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final HeldLease lease;
    private final Proofs proofs;
    private final SecureRandom random;

    /// An order at the authority and the key it is for.
    private record Begun(org.shredzone.acme4j.Order order, KeyPair key) {}

    Order(String name, HeldLease lease, Proofs proofs, SecureRandom random) {
        this.name = name;
        this.lease = lease;
        this.proofs = proofs;
        this.random = random;
    }

    IssuedCertificate run(Login login)
            throws AcmeException, OrderFailure, LeaseLostException, InterruptedException {
        try {
            var begun = begin(login);
            var order = begun.order();
            if (order.getStatus() == Status.PENDING) {
                prove(order);
            }
            order.waitUntilReady(PATIENCE);
            if (order.getStatus() == Status.READY) {
                order.execute(begun.key());
            }
            if (order.waitForCompletion(PATIENCE) != Status.VALID) {
                throw OrderFailure.refused(order.getError().map(Order::text).orElse("refused"));
            }
            var chain = new StringWriter();
            order.getCertificate().writeCertificate(chain);
            return new IssuedCertificate(
                    name, chain.toString(), Keys.write(begun.key().getPrivate()));
        } catch (IOException | GeneralSecurityException e) {
            throw OrderFailure.refused(e.toString());
        }
    }

    private Begun begin(Login login)
            throws AcmeException,
                    OrderFailure,
                    LeaseLostException,
                    InterruptedException,
                    IOException,
                    GeneralSecurityException {
        var left = left(login, lease.lease());
        if (left != null) {
            LOG.info("going on with the order of {} that another edge began", name);
            return left;
        }
        var names =
                name.startsWith("*.")
                        ? List.of(name.substring("*.".length()), name)
                        : List.of(name);
        var order = login.newOrder().domains(names).create();
        var key = Keys.generate(random);
        lease.ordered(order.getLocation().toString(), Keys.write(key.getPrivate()));
        return new Begun(order, key);
    }

    /// What another edge began, or this one before a failure that was not the order's; `null` when
    /// there is nothing of use.
    ///
    /// @throws AcmeException when that cannot be known now: a new order would be one too many
    private static @Nullable Begun left(Login login, CertificateLease lease) throws AcmeException {
        var url = lease.order();
        var key = lease.orderKey();
        if (url == null || key == null) {
            return null;
        }
        try {
            var place = URI.create(url);
            if (!isAt(login, place)) {
                return null;
            }
            var order = login.bindOrder(place.toURL());
            order.fetch();
            return order.getStatus() == Status.INVALID ? null : new Begun(order, Keys.read(key));
        } catch (AcmeNetworkException | AcmeRateLimitedException e) {
            throw e;
        } catch (AcmeException
                | IOException
                | GeneralSecurityException
                | IllegalArgumentException e) {
            LOG.debug("the order {} cannot be finished: {}", url, e.toString());
            return null;
        }
    }

    /// Whether an order is at this authority: the operator may have changed to another one since.
    private static boolean isAt(Login login, URI order) throws AcmeException {
        var here = login.getSession().resourceUrl(Resource.NEW_ORDER);
        return here.getAuthority().equalsIgnoreCase(order.getAuthority());
    }

    private void prove(org.shredzone.acme4j.Order order)
            throws AcmeException, OrderFailure, LeaseLostException, InterruptedException {
        var open = new ArrayList<Authorization>();
        for (var authorization : order.getAuthorizations()) {
            authorization.fetch();
            if (authorization.getStatus() != Status.VALID) {
                open.add(authorization);
            }
        }
        if (open.isEmpty()) {
            return;
        }
        try (var proof = proofs.prepare(open, lease)) {
            for (var challenge : proof.challenges()) {
                challenge.trigger();
            }
            for (int i = 0; i < open.size(); i++) {
                await(open.get(i), proof.challenges().get(i));
            }
        }
    }

    private static void await(Authorization authorization, Challenge challenge)
            throws AcmeException, OrderFailure, InterruptedException {
        if (authorization.waitForCompletion(PATIENCE) != Status.VALID) {
            challenge.fetch();
            throw OrderFailure.refused(
                    challenge.getError().map(Order::text).orElse("the authority does not say why"));
        }
    }

    private static String text(Problem problem) {
        var text = problem.getDetail().orElse(problem.getType().toString());
        var parts =
                problem.getSubProblems().stream()
                        .map(Order::text)
                        .collect(Collectors.joining("; "));
        return parts.isEmpty() ? text : text + ": " + parts;
    }
}
