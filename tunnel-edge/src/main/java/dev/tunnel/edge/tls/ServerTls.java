package dev.tunnel.edge.tls;

import dev.tunnel.edge.config.PublicAddress;
import dev.tunnel.edge.config.TlsSettings;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProtocols;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.handler.ssl.util.KeyManagerFactoryWrapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS towards agents and visitors: TLS 1.2 and 1.3 by BoringSSL, by the JDK where that is missing.
public final class ServerTls {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    private static final long MAINTENANCE_HOURS = 12;
    private static final long WATCH_SECONDS = 5;
    private static final SslProvider PROVIDER =
            OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;

    private final Certificates certificates;
    private final Map<KeyKind, SslContext> contexts;
    private final @Nullable TicketKeys tickets;
    private final Duration handshake;
    private final @Nullable Ordering ordering;
    private final Map<TlsRefusal, LongAdder> refusals = new EnumMap<>(TlsRefusal.class);

    /// What there is when certificates are ordered.
    ///
    /// @param patience how long a visitor is held for one
    private record Ordering(
            OrderedCertificates ordered, ValidationHandshakes validations, Duration patience) {

        static @Nullable Ordering of(TlsSettings settings, Clock clock, SecureRandom random)
                throws GeneralSecurityException {
            var acme = settings.acme();
            return acme == null
                    ? null
                    : new Ordering(
                            new OrderedCertificates(clock),
                            new ValidationHandshakes(clock, random),
                            acme.patience());
        }
    }

    private ServerTls(
            Certificates certificates,
            @Nullable Ordering ordering,
            Map<KeyKind, SslContext> contexts,
            @Nullable TicketKeys tickets,
            Duration handshake) {
        this.certificates = certificates;
        this.ordering = ordering;
        this.contexts = Map.copyOf(contexts);
        this.tickets = tickets;
        this.handshake = handshake;
        for (var reason : TlsRefusal.values()) {
            refusals.put(reason, new LongAdder());
        }
    }

    /// Reads or creates the certificates.
    ///
    /// @param address the names that an own certificate is for
    /// @param protocols the ALPN names that are answered, the preferred ones first
    public static ServerTls open(
            TlsSettings settings,
            PublicAddress address,
            List<String> protocols,
            Clock clock,
            SecureRandom random)
            throws IOException, GeneralSecurityException {
        var ordering = Ordering.of(settings, clock, random);
        var others = certificates(settings, address, clock, random);
        var certificates =
                ordering == null
                        ? others
                        : new AcmeCertificates(ordering.ordered(), others, address.domain());
        var contexts = new EnumMap<KeyKind, SslContext>(KeyKind.class);
        for (var kind : KeyKind.values()) {
            contexts.put(
                    kind, context(PROVIDER, new HostKeyManager(certificates, kind), protocols));
        }
        var tickets = TicketKeys.of(contexts.values(), random);
        return new ServerTls(certificates, ordering, contexts, tickets, settings.handshake());
    }

    private static SslContext context(
            SslProvider provider, HostKeyManager keyManager, List<String> protocols)
            throws IOException {
        var keys = new KeyManagerFactoryWrapper(keyManager);
        var builder =
                provider == SslProvider.OPENSSL
                        ? SslContextBuilder.forServer(new OpenSslCachingX509KeyManagerFactory(keys))
                        : SslContextBuilder.forServer(keys);
        return builder.sslProvider(provider)
                .protocols(SslProtocols.TLS_v1_2, SslProtocols.TLS_v1_3)
                .ciphers(CipherSuites.OFFERED, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(alpn(protocols))
                .build();
    }

    /// How long a client may take until TLS is done, and then to its first byte.
    Duration handshake() {
        return handshake;
    }

    /// A handler for one connection.
    ///
    /// @param left what the handshake may take
    SslHandler newHandler(ByteBufAllocator allocator, ClientHello hello, Duration left) {
        var context = Objects.requireNonNull(contexts.get(hello.key()));
        var handler = context.newHandler(allocator);
        handler.setHandshakeTimeoutMillis(Math.max(left.toMillis(), 1));
        return handler;
    }

    /// The certificates that are ordered while the edge runs; empty when none are.
    public Optional<OrderedCertificates> ordered() {
        return Optional.ofNullable(ordering).map(Ordering::ordered);
    }

    /// Whether the operator gave the certificate for a host, or a wildcard such as `*.example.com`.
    public boolean isGiven(String host) {
        return certificates instanceof AcmeCertificates acme && acme.isGiven(host);
    }

    /// How long a client may be held for a certificate that is on its way.
    Duration certificateWait() {
        return ordering == null ? Duration.ZERO : ordering.patience();
    }

    /// Whether there is no certificate for a host, and one may be there in a moment.
    boolean isAwaited(String host) {
        return certificates instanceof AcmeCertificates acme
                && ordering != null
                && !acme.covers(host)
                && ordering.ordered().demand().isComing(acme.named(host));
    }

    /// What a certificate authority must see of a host.
    CompletableFuture<Optional<byte[]>> validation(String host) {
        return ordering == null
                ? CertificateDemand.NONE.validation(host)
                : ordering.ordered().demand().validation(host);
    }

    /// A handler that shows it.
    Optional<SslHandler> answer(ByteBufAllocator allocator, ClientHello hello, byte[] validation) {
        if (ordering == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    ordering.validations().newHandler(allocator, hello.serverName(), validation));
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn("{} cannot be proved: {}", hello.serverName(), e.toString());
            return Optional.empty();
        }
    }

    /// Whether the certificate that a connection was made with is for a host; always so for the
    /// name that the client itself asked for.
    ///
    /// @param channel a connection whose handshake is done
    /// @param host lower case
    public boolean covers(Channel channel, String host) {
        var handler = channel.pipeline().get(SslHandler.class);
        if (handler == null) {
            return false;
        }
        var asked = HostKeyManager.host(handler.engine().getSession());
        return asked.equals(host)
                || X509Names.match(
                        X509Names.of(certificates.forHost(asked, KeyKind.EC).certificate()), host);
    }

    /// The certificate of our own authority as PEM; empty when the operator gave the certificate.
    public Optional<String> privateAuthority() {
        return certificates
                .authority()
                .map(certificate -> {
                    try {
                        return Pem.certificates(List.of(certificate));
                    } catch (GeneralSecurityException | IOException e) {
                        throw new IllegalStateException("unencodable authority", e);
                    }
                });
    }

    /// `OPENSSL` (which is BoringSSL here) or `JDK`.
    public String provider() {
        return PROVIDER.name();
    }

    /// Connections closed so far for this reason.
    public long refusals(TlsRefusal reason) {
        var count = refusals.get(reason);
        return count == null ? 0 : count.sum();
    }

    void refused(TlsRefusal reason) {
        Objects.requireNonNull(refusals.get(reason)).increment();
    }

    /// Renews certificates and changes ticket keys from time to time.
    ///
    /// @param executor one that may block for a file
    public void maintainOn(ScheduledExecutorService executor) {
        var _ =
                executor.scheduleAtFixedRate(
                        this::maintain, MAINTENANCE_HOURS, MAINTENANCE_HOURS, TimeUnit.HOURS);
        var _ =
                executor.scheduleWithFixedDelay(
                        this::watch, WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
    }

    void maintain() {
        refresh();
        if (tickets != null) {
            tickets.rotate();
        }
    }

    /// Takes up a certificate that its owner has replaced. One that cannot be used is named once.
    void watch() {
        if (certificates.isReplaced()) {
            refresh();
        }
    }

    private void refresh() {
        try {
            certificates.refresh();
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn(
                    "the TLS certificate could not be renewed, the old one stays: {}",
                    e.toString());
        }
    }

    /// When the certificate for the domain ends.
    public Instant notAfter() {
        return certificates.forHost("", KeyKind.EC).certificate().getNotAfter().toInstant();
    }

    private static Certificates certificates(
            TlsSettings settings, PublicAddress address, Clock clock, SecureRandom random)
            throws IOException, GeneralSecurityException {
        var certificate = settings.certificate();
        var key = settings.key();
        return certificate == null || key == null
                ? new OwnCertificates(settings.directory(), address, clock, random)
                : new GivenCertificates(certificate, key);
    }

    private static ApplicationProtocolConfig alpn(List<String> protocols) {
        return new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                protocols);
    }
}
