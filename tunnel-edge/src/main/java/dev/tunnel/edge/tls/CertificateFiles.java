package dev.tunnel.edge.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `NAME.pem` and `NAME.key` in one directory; keys are readable by their owner only.
final class CertificateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);

    private final Path directory;

    CertificateFiles(Path directory) {
        this.directory = directory;
    }

    /// What is stored under a name; empty when it is absent or half written.
    Optional<Credential> read(String name) throws IOException, GeneralSecurityException {
        var certificate = directory.resolve(name + ".pem");
        var key = directory.resolve(name + ".key");
        if (!Files.exists(certificate) || !Files.exists(key)) {
            return Optional.empty();
        }
        var credential = load(certificate, key);
        if (!credential.matches()) {
            LOG.warn("{} does not belong to {}: both are replaced", key, certificate);
            return Optional.empty();
        }
        return Optional.of(credential);
    }

    static Credential load(Path certificate, Path key)
            throws IOException, GeneralSecurityException {
        var chain = Pem.parseCertificates(Files.readString(certificate));
        if (chain.isEmpty()) {
            throw new IOException(certificate + " has no certificate in PEM form");
        }
        return new Credential(Pem.parseKey(Files.readString(key)), chain);
    }

    void write(String name, Credential credential) throws IOException, GeneralSecurityException {
        Files.createDirectories(directory);
        put(name + ".key", "rw-------", Pem.key(credential.key()));
        put(name + ".pem", "rw-r--r--", Pem.certificates(credential.chain()));
    }

    /// Written beside and moved, so that a crash leaves the old file or the new one.
    private void put(String file, String permissions, String content) throws IOException {
        var fresh = directory.resolve(file + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, content);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(permissions));
        Files.move(
                fresh,
                directory.resolve(file),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
