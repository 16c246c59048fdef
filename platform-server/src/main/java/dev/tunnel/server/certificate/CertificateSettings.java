package dev.tunnel.server.certificate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// `TUNNEL_CERTIFICATES_KEY` and so on.
@ConfigMapping(prefix = "tunnel.certificates")
public interface CertificateSettings {
    /// What keys of certificates are sealed with; the same for all platforms on one database.
    Optional<String> key();

    /// A file with it, instead.
    Optional<Path> keyFile();

    /// How long an edge that is not heard of keeps others from ordering.
    @WithDefault("60s")
    Duration lease();

    /// Names of one account that may get their first certificate within a week.
    @WithDefault("20")
    int perAccount();
}
