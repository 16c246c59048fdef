package dev.tunnel.server.session;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.reservation.ForbiddenNames;
import dev.tunnel.server.reservation.Subdomain;
import dev.tunnel.server.reservation.domain.DomainName;
import dev.tunnel.server.reservation.domain.ReservedDomainService;
import dev.tunnel.server.session.Endpoint.Host;
import dev.tunnel.server.session.Taking.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the host name of an HTTP or TLS tunnel: the one asked for, the one it had before, or a
/// random one.
@ApplicationScoped
class HostChoice {
    private static final int ATTEMPTS = 10;

    private final Taking taking;
    private final Affinities affinities;
    private final RandomNames names;
    private final ForbiddenNames forbidden;
    private final ReservedDomainService domains;

    HostChoice(
            Taking taking,
            Affinities affinities,
            RandomNames names,
            ForbiddenNames forbidden,
            ReservedDomainService domains) {
        this.taking = taking;
        this.affinities = affinities;
        this.names = names;
        this.forbidden = forbidden;
        this.domains = domains;
    }

    Host choose(Wish wish) {
        Optional<DomainName> own = domain(wish);
        if (own.isPresent()) {
            return ofOwnDomain(wish, own.get());
        }
        Optional<Subdomain> asked = asked(wish);
        return asked.isPresent() ? named(wish, asked.get()) : unnamed(wish);
    }

    /// The host name asked for, where it is not below the server's domain.
    private static Optional<DomainName> domain(Wish wish) {
        String hostname = wish.request().hostname();
        if (hostname == null || wish.request().subdomain() != null) {
            return Optional.empty();
        }
        return DomainName.parse(hostname).filter(name -> !name.isWithin(wish.edge().domain()));
    }

    private Host ofOwnDomain(Wish wish, DomainName name) {
        if (!domains.isOwned(new AccountId(wish.account()), name)) {
            throw notReserved(name.name());
        }
        if (!wish.scope().allowsSubdomain(name.name())) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "The authtoken may not open " + name);
        }
        return demanded(wish, new Host(name.name()));
    }

    private static ProblemException notReserved(String host) {
        return new ProblemException(
                ProblemCode.HOSTNAME_NOT_RESERVED,
                "The account has not reserved and verified the domain " + Text.clean(host));
    }

    private Host named(Wish wish, Subdomain name) {
        Host host = new Host(name.below(wish.edge().domain()));
        forbidden.check(name);
        if (!wish.scope().allowsSubdomain(name.label())) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "The authtoken may not open " + host);
        }
        return demanded(wish, host);
    }

    private Host demanded(Wish wish, Host host) {
        return switch (taking.demand(wish, host)) {
            case TAKEN -> host;
            case FOREIGN -> throw new ProblemException(ProblemCode.NAME_TAKEN, host + " is taken");
            case IN_USE ->
                    throw new ProblemException(
                            ProblemCode.NAME_TAKEN,
                            "This session serves " + host + " with another tunnel already");
        };
    }

    private Host unnamed(Wish wish) {
        return before(wish)
                .filter(host -> taking.prefer(wish, host) == Outcome.TAKEN)
                .findFirst()
                .orElseGet(() -> random(wish));
    }

    private Stream<Host> before(Wish wish) {
        return Stream.concat(
                        wish.previous().map(TunnelRow::endpoint).stream(),
                        affinities.last(wish.session(), wish.key()).stream())
                .filter(Host.class::isInstance)
                .map(Host.class::cast)
                .filter(host -> allowed(wish, host))
                .distinct();
    }

    /// Whether it is below the edge's domain and within the scope, which may be another than then.
    private static boolean allowed(Wish wish, Host host) {
        String ending = "." + wish.edge().domain();
        return host.name().endsWith(ending)
                && wish.scope()
                        .allowsSubdomain(
                                host.name().substring(0, host.name().length() - ending.length()));
    }

    private Host random(Wish wish) {
        if (wish.scope().subdomains() != null) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "The authtoken may open certain names only: ask for one of them");
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            Host host = new Host(names.next() + "." + wish.edge().domain());
            if (taking.prefer(wish, host) == Outcome.TAKEN) {
                affinities.remember(wish.session(), wish.key(), host);
                return host;
            }
        }
        throw new ProblemException(ProblemCode.UNAVAILABLE, "No random name was free");
    }

    /// The label asked for, by itself or as a host name below the domain.
    private static Optional<Subdomain> asked(Wish wish) {
        String subdomain = wish.request().subdomain();
        String hostname = wish.request().hostname();
        if (subdomain != null) {
            return Optional.of(parse("subdomain", subdomain));
        }
        return hostname == null ? Optional.empty() : Optional.of(below(wish, hostname));
    }

    private static Subdomain below(Wish wish, String hostname) {
        String host = hostname.strip().toLowerCase(Locale.ROOT);
        String ending = "." + wish.edge().domain();
        if (!host.endsWith(ending)) {
            throw notReserved(host);
        }
        return parse("hostname", host.substring(0, host.length() - ending.length()));
    }

    private static Subdomain parse(String field, String label) {
        return Subdomain.parse(label)
                .orElseThrow(() ->
                        ProblemException.invalid(
                                field,
                                "has a name that is not letters, digits and hyphens, at"
                                        + " most 63"));
    }
}
