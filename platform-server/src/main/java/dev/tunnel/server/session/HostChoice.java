package dev.tunnel.server.session;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.reservation.Subdomain;
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

    HostChoice(Taking taking, Affinities affinities, RandomNames names) {
        this.taking = taking;
        this.affinities = affinities;
        this.names = names;
    }

    Host choose(Wish wish) {
        Optional<Subdomain> asked = asked(wish);
        return asked.isPresent() ? named(wish, asked.get()) : unnamed(wish);
    }

    private Host named(Wish wish, Subdomain name) {
        Host host = new Host(name.below(wish.edge().domain()));
        if (name.forbidden()) {
            throw new ProblemException(
                    ProblemCode.NAME_FORBIDDEN, "Nobody may have the name " + name.label());
        }
        if (!wish.scope().allowsSubdomain(name.label())) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "The authtoken may not open " + host);
        }
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
            throw new ProblemException(
                    ProblemCode.HOSTNAME_NOT_RESERVED,
                    "The account has not reserved the domain " + Text.clean(host));
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
