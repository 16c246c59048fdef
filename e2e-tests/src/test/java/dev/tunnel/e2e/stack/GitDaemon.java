package dev.tunnel.e2e.stack;

import dev.tunnel.e2e.service.Pattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `git daemon` serving one repository, `/project`, over the git protocol.
public final class GitDaemon implements AutoCloseable {
    private static final long LARGE = 5_000_000;

    private final Program daemon;
    private final int port;
    private final Path work;

    private GitDaemon(Program daemon, int port, Path work) {
        this.daemon = daemon;
        this.port = port;
        this.work = work;
    }

    public static GitDaemon start(Path folder) {
        Path work = folder.resolve("work");
        commitLargeFile(work);
        Path bare = folder.resolve("project");
        git(folder, "clone", "--quiet", "--bare", work.toString(), bare.toString());
        int port = Ports.allocate().tcpFrom();
        List<String> command =
                List.of(
                        "git",
                        "daemon",
                        "--export-all",
                        "--reuseaddr",
                        "--listen=127.0.0.1",
                        "--port=" + port,
                        "--base-path=" + folder);
        Program daemon =
                Program.start("git daemon", command, Map.of(), folder.resolve("daemon.log"));
        daemon.awaitReady(Duration.ofSeconds(10), () -> listens(port));
        return new GitDaemon(daemon, port, work);
    }

    public String target() {
        return Integer.toString(port);
    }

    /// A file of the repository, as its author wrote it.
    public Path largeFile() {
        return work.resolve("large.bin");
    }

    /// `git daemon` leaves the listening to a child, which must end too.
    @Override
    public void close() {
        ProcessHandle.of(daemon.pid()).ifPresent(GitDaemon::destroyTree);
        daemon.close();
    }

    private static void destroyTree(ProcessHandle parent) {
        parent.descendants().forEach(ProcessHandle::destroy);
    }

    private static void commitLargeFile(Path work) {
        try (Pattern content = new Pattern(LARGE)) {
            Files.createDirectories(work);
            Files.copy(content, work.resolve("large.bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git(work, "init", "--quiet");
        git(work, "add", ".");
        git(
                work,
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@example.com",
                "commit",
                "--quiet",
                "--no-gpg-sign",
                "-m",
                "A large file");
    }

    private static void git(Path folder, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        Command.run(Map.of(), command).expectSuccess();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
