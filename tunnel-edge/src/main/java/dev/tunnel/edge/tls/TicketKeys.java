package dev.tunnel.edge.tls;

import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;

/// Keys of TLS session tickets: the newest one encrypts, two older ones are still understood. They
/// never leave the memory of this process.
final class TicketKeys {
    private static final int KEPT = 3;

    private final OpenSslServerSessionContext sessions;
    private final SecureRandom random;
    private final Deque<OpenSslSessionTicketKey> keys = new ArrayDeque<>();

    TicketKeys(OpenSslServerSessionContext sessions, SecureRandom random) {
        this.sessions = sessions;
        this.random = random;
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
        sessions.setTicketKeys(keys.toArray(OpenSslSessionTicketKey[]::new));
    }

    private byte[] random(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
