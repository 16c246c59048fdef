package dev.tunnel.bench.service;

import dev.tunnel.bench.process.Ports;
import dev.tunnel.bench.process.Program;
import dev.tunnel.bench.process.Tools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// nginx with one worker and a 104-byte answer, and an iperf3 server.
public final class Services implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(10);
    private static final int ANSWER = 104;

    /// Bytes of what `/big` answers with.
    public static final long BIG = 1L << 30;

    private final int webPort = Ports.next();
    private final int bulkPort = Ports.next();
    private final Program web;
    private final Program bulk;

    public Services(Path folder) {
        web = startWeb(folder.resolve("nginx"));
        bulk =
                Program.start(
                                "iperf3",
                                List.of(Tools.path("iperf3"), "-s", "-p", "" + bulkPort),
                                Map.of(),
                                folder.resolve("iperf3.log"))
                        .awaitPort(bulkPort, START);
    }

    private Program startWeb(Path folder) {
        try {
            Files.createDirectories(folder.resolve("logs"));
            try (var big = new RandomAccessFile(folder.resolve("big").toFile(), "rw")) {
                big.setLength(BIG);
            }
            var settings = Files.writeString(folder.resolve("nginx.conf"), settings(folder));
            var command =
                    List.of(
                            Tools.path("nginx"),
                            "-p",
                            folder.toString(),
                            "-c",
                            settings.toString(),
                            "-e",
                            folder.resolve("logs/error.log").toString());
            return Program.start("nginx", command, Map.of(), folder.resolve("nginx.log"))
                    .awaitPort(webPort, START);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String settings(Path folder) {
        return """
        daemon off;
        master_process off;
        pid %1$s/nginx.pid;
        worker_rlimit_nofile 20000;
        events { worker_connections 19000; }
        http {
          access_log off;
          keepalive_requests 100000000;
          keepalive_timeout 1h;
          client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
          uwsgi_temp_path %1$s; scgi_temp_path %1$s;
          server {
            listen 127.0.0.1:%2$d backlog=4096;
            location = /big { root %1$s; default_type application/octet-stream; sendfile on; }
            location / { default_type text/plain; return 200 "%3$s"; }
          }
        }
        """
                .formatted(folder, webPort, "x".repeat(ANSWER));
    }

    public int webPort() {
        return webPort;
    }

    public int bulkPort() {
        return bulkPort;
    }

    @Override
    public void close() {
        web.close();
        bulk.close();
    }
}
