package dev.tunnel.edge.tls;

import io.netty.handler.ssl.OpenSslServerContext;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys of TLS session tickets: the newest one encrypts, two older ones are still understood. They
/// never leave the memory of this process.
final class TicketKeys {
    private static final int KEPT = 3;

    private final List<OpenSslServerSessionContext> sessions;
    private final SecureRandom random;
    private final Deque<OpenSslSessionTicketKey> keys = new ArrayDeque<>();

    private TicketKeys(List<OpenSslServerSessionContext> sessions, SecureRandom random) {
        this.sessions = sessions;
        this.random = random;
    }

    /// Keys that these contexts share; `null` when they are the JDK's, which has its own.
    static @Nullable TicketKeys of(Collection<SslContext> contexts, SecureRandom random) {
        var sessions =
                contexts.stream()
                        .filter(OpenSslServerContext.class::isInstance)
                        .map(context -> ((OpenSslServerContext) context).sessionContext())
                        .toList();
        if (sessions.isEmpty()) {
            return null;
        }
        var keys = new TicketKeys(sessions, random);
        keys.rotate();
        return keys;
    }

    /// Starts to use a new key.
    synchronized void rotate() {
        keys.addFirst(
                new OpenSslSessionTicketKey(
                        random(OpenSslSessionTicketKey.NAME_SIZE),
                        random(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
                        random(OpenSslSessionTicketKey.AES_KEY_SIZE)));
        if (keys.size() > KEPT) {
            keys.removeLast();
        }
        sessions.forEach(
                context -> context.setTicketKeys(keys.toArray(OpenSslSessionTicketKey[]::new)));
    }

    private byte[] random(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
