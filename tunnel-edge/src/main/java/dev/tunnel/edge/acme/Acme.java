package dev.tunnel.edge.acme;

import dev.tunnel.api.edge.AcmeChallenge.Kind;
import dev.tunnel.api.edge.CertificateWish;
import dev.tunnel.api.edge.DueCertificates;
import dev.tunnel.edge.config.AcmeSettings;
import dev.tunnel.edge.config.DnsSettings;
import dev.tunnel.edge.platform.CertificateCalls;
import dev.tunnel.edge.platform.Outcome;
import dev.tunnel.edge.tls.CertificateDemand;
import dev.tunnel.edge.tls.OrderedCertificates;
import io.netty.util.concurrent.Ticker;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Certificates on demand: for the hosts that visitors ask for and that belong to somebody, for the
/// server's own names, and anew before they end.
public final class Acme implements CertificateDemand, AutoCloseable {
    private static final int DUE_AT_ONCE = 20;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("acme").factory());
    private final Counts counts = new Counts();
    private final AcmeSettings settings;
    private final Surroundings around;
    private final OpenChallenges challenges;
    private final Wishes wishes;
    private final AskRate rate = new AskRate(Ticker.systemTicker());

    /// What is needed of the rest of the edge.
    ///
    /// @param names of the server itself, which are ordered without being asked for
    /// @param domain the wildcard of which covers what is right below it, if it can be ordered
    /// @param served tells whether a tunnel serves a host here
    /// @param threads for what blocks
    public record Surroundings(
            CertificateCalls platform,
            OrderedCertificates certificates,
            List<String> names,
            String domain,
            Predicate<String> served,
            ExecutorService threads,
            Clock clock,
            SecureRandom random) {
        public Surroundings {
            names = List.copyOf(names);
        }
    }

    public Acme(AcmeSettings settings, Surroundings around) {
        this.settings = settings;
        this.around = around;
        this.challenges =
                new OpenChallenges(around.platform(), around.threads(), Ticker.systemTicker());
        var orders =
                new Orders(
                        new Authority(settings, around.platform()),
                        around.platform(),
                        new HostProofs(settings.challenge(), challenges),
                        domainProofs(),
                        new Orders.Runners(
                                timer, around.threads(), around.clock(), around.random(), counts));
        this.wishes =
                new Wishes(
                        around.platform(),
                        orders,
                        around.certificates(),
                        around.threads(),
                        around.clock());
    }

    private Optional<Proofs> domainProofs() {
        return switch (settings.dns()) {
            case null -> Optional.empty();
            case DnsSettings.Hook hook ->
                    Optional.of(
                            new DomainProofs(
                                    new ExecHook(hook, around.threads()), hook.propagation()));
            case DnsSettings.Update update ->
                    Optional.of(
                            new DomainProofs(
                                    new DynamicUpdates(update, around.clock(), around.random()),
                                    update.propagation()));
        };
    }

    /// Begins to order, and to answer for others.
    public void start() {
        around.certificates().demandOf(this);
        around.names().forEach(name -> wishes.ask(name, true));
        var _ = timer.scheduleWithFixedDelay(wishes::look, 1, 1, TimeUnit.SECONDS);
        scheduleRenewals();
    }

    /// At moments that differ from edge to edge.
    private void scheduleRenewals() {
        long millis = settings.check().toMillis();
        var _ =
                timer.schedule(
                        () -> {
                            around.threads().execute(this::renew);
                            scheduleRenewals();
                        },
                        millis / 2 + around.random().nextLong(millis / 2 + 1),
                        TimeUnit.MILLISECONDS);
    }

    /// Names of accounts: each edge looks after the server's own that its settings name anyway.
    private void renew() {
        if (around.platform().due(DUE_AT_ONCE) instanceof Outcome.Ok<DueCertificates>(var due)) {
            for (CertificateWish wish : due.wishes()) {
                if (!wish.own()) {
                    wishes.ask(wish.name(), false);
                }
            }
        }
    }

    @Override
    public boolean isComing(String host) {
        return HostName.isOne(host)
                && wishes.isComing(nameFor(host), () -> around.served().test(host) || rate.take());
    }

    /// The wildcard, where that covers the host.
    private String nameFor(String host) {
        var wildcard = "*." + around.domain();
        boolean covered =
                host.equals(around.domain())
                        || (host.endsWith('.' + around.domain())
                                && host.indexOf('.')
                                        == host.length() - around.domain().length() - 1);
        return settings.dns() != null && covered ? wildcard : host;
    }

    @Override
    public CompletableFuture<Optional<byte[]>> validation(String host) {
        if (!HostName.isOne(host)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return challenges
                .find(Kind.TLS_ALPN, host)
                .thenApply(answer -> answer.map(HexFormat.of()::parseHex));
    }

    /// What the authority must read at a path on the HTTP port; empty when it is none of ours.
    public CompletableFuture<Optional<String>> httpAnswer(String token) {
        return challenges.find(Kind.HTTP, token);
    }

    /// How orders ended, by label.
    public Map<String, Long> orders() {
        return counts.read();
    }

    /// Answers given to the authority.
    public long answered() {
        return challenges.answered();
    }

    /// Certificates in use.
    public long certificates() {
        return around.certificates().size();
    }

    /// Names that were asked for in vain.
    public long without() {
        return wishes.without();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
