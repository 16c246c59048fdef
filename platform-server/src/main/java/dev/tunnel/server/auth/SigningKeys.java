package dev.tunnel.server.auth;

import dev.tunnel.server.database.SchemaReady;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The key that signs access tokens. Made at the first start and kept in the database, so that all
/// platforms on one database share it and tokens survive a restart.
@ApplicationScoped
class SigningKeys implements PanacheRepositoryBase<SigningKey, String> {
    /// Any number that nothing else locks.
    private static final long LOCK = 7_310_002;

    private final SecureRandom random;
    private final Clock clock;
    private volatile @Nullable Current current;

    SigningKeys(SecureRandom random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /// A key pair and its name.
    record Current(String id, KeyPair pair) {}

    /// The key in use.
    Current current() {
        Current known = current;
        if (known == null) {
            throw new IllegalStateException("no request is served before the schema is ready");
        }
        return known;
    }

    @Transactional
    void load(@Observes SchemaReady event) throws GeneralSecurityException {
        getEntityManager()
                .createNativeQuery("select pg_advisory_xact_lock(:lock)", Object.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
        SigningKey stored = find("order by createdAt desc, id").firstResultOptional().orElse(null);
        if (stored == null) {
            stored = new SigningKey(UUID.randomUUID().toString(), generate(), clock.instant());
            persist(stored);
        }
        current = new Current(stored.id, pair(stored));
    }

    private KeyPair generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static KeyPair pair(SigningKey stored) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("EC");
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(stored.publicKey)),
                factory.generatePrivate(new PKCS8EncodedKeySpec(stored.privateKey)));
    }
}
