package dev.tunnel.server.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A real SMTP server that takes mail of who logs in.
public final class SmtpServer implements QuarkusTestResourceLifecycleManager {
    private static @Nullable GreenMail running;

    static GreenMail running() {
        GreenMail server = running;
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server;
    }

    @Override
    public Map<String, String> start() {
        GreenMail server =
                new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.setUser("tunnel@tunnel.test", "tunnel", "secret");
        server.start();
        running = server;
        return Map.of("tunnel.smtp.port", String.valueOf(server.getSmtp().getPort()));
    }

    @Override
    public void stop() {
        if (running != null) {
            running.stop();
        }
    }
}
