package dev.tunnel.edge.acme;

import dev.tunnel.api.edge.AcmeAccountKey;
import dev.tunnel.edge.config.AcmeSettings;
import dev.tunnel.edge.platform.CertificateCalls;
import dev.tunnel.edge.platform.Outcome;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.exception.AcmeException;

/// The certificate authority, and our account there: opened when first needed, with the key that
/// all edges share.
final class Authority {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final AcmeSettings settings;
    private final CertificateCalls platform;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Login login;

    Authority(AcmeSettings settings, CertificateCalls platform) {
        this.settings = settings;
        this.platform = platform;
    }

    /// Our account; made, or found again by its key.
    Login login() throws AcmeException, OrderFailure, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (login == null) {
                login = open();
            }
            return login;
        } finally {
            lock.unlock();
        }
    }

    /// The account is opened anew next time: it may have been the reason for a failure.
    void forget() {
        lock.lock();
        try {
            login = null;
        } finally {
            lock.unlock();
        }
    }

    private Login open() throws AcmeException, OrderFailure {
        var builder = new AccountBuilder().agreeToTermsOfService();
        var contact = settings.contact();
        if (contact != null) {
            builder.addEmail(contact);
        }
        var external = settings.external();
        if (external != null) {
            builder.withKeyIdentifier(external.id(), external.key().value());
        }
        try {
            builder.useKeyPair(Keys.read(key().key()));
            var session =
                    new Session(settings.directory(), new TrustedDirectory(settings.authorities()));
            session.setLocale(Locale.ENGLISH);
            session.networkSettings().setTimeout(TIMEOUT);
            return builder.createLogin(session);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw OrderFailure.passing("no account at the authority: " + e.getMessage());
        }
    }

    private AcmeAccountKey key() throws OrderFailure {
        return switch (platform.account(settings.directory().toString())) {
            case Outcome.Ok<AcmeAccountKey>(var key) -> key;
            case Outcome.Refused<AcmeAccountKey>(var _, var why) -> throw OrderFailure.passing(why);
            case Outcome.Unavailable<AcmeAccountKey>(var why) -> throw OrderFailure.passing(why);
        };
    }
}
