package dev.tunnel.server.certificate;

import dev.tunnel.api.edge.AcmeAccountKey;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

/// The keys with which this server is known to certificate authorities, one for each directory.
@ApplicationScoped
public class AcmeAccounts {
    private static final int LINE = 64;

    private final Sql sql;
    private final Sealing sealing;
    private final SecureRandom random;
    private final Clock clock;

    AcmeAccounts(Sql sql, Sealing sealing, SecureRandom random, Clock clock) {
        this.sql = sql;
        this.sealing = sealing;
        this.random = random;
        this.clock = clock;
    }

    /// The key for a directory, made when it is asked for first.
    ///
    /// @throws ProblemException `unavailable` when there is nothing to seal it with
    @Transactional
    public AcmeAccountKey key(String directory) {
        String place = "the account at " + directory;
        return find(directory, place)
                .orElseGet(() -> {
                    sql.update(
                            """
                            insert into acme_account (directory, sealed_key, created_at)
                            values (?, ?, ?) on conflict (directory) do nothing
                            """,
                            directory,
                            sealing.seal(place, generate()),
                            clock.instant());
                    return find(directory, place)
                            .orElseThrow(); // another edge's, if that was first
                });
    }

    private Optional<AcmeAccountKey> find(String directory, String place) {
        return sql.first(
                "select sealed_key from acme_account where directory = ?",
                row -> new AcmeAccountKey(sealing.open(place, row.bytes("sealed_key"))),
                directory);
    }

    private String generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            String text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key);
            return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no ECDSA", e);
        }
    }
}
