package dev.tunnel.edge.acme;

import dev.tunnel.edge.config.DnsSettings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Changes the DNS by updates (RFC 2136) over TCP, signed where the operator gave a key. The
/// answer's own signature is not verified: it tells nothing that the authority does not find out
/// anyway.
final class DynamicUpdates implements DnsRecords {
    private static final int ID_BITS = 16;
    private static final int SHORTEST_ANSWER = 12;
    private static final int CODE = 0xF;
    private static final List<String> CODES =
            List.of(
                    "NOERROR",
                    "FORMERR",
                    "SERVFAIL",
                    "NXDOMAIN",
                    "NOTIMP",
                    "REFUSED",
                    "YXDOMAIN",
                    "YXRRSET",
                    "NXRRSET",
                    "NOTAUTH",
                    "NOTZONE");

    private final DnsSettings.Update settings;
    private final InstantSource clock;
    private final SecureRandom random;

    DynamicUpdates(DnsSettings.Update settings, InstantSource clock, SecureRandom random) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void add(String name, String value) throws OrderFailure {
        update(name, value, false);
    }

    @Override
    public void remove(String name, String value) throws OrderFailure {
        update(name, value, true);
    }

    private void update(String name, String value, boolean remove) throws OrderFailure {
        int id = random.nextInt(1 << ID_BITS);
        int code;
        try {
            code = send(id, sign(UpdateMessage.of(id, settings.zone(), name, value, remove)));
        } catch (IOException | GeneralSecurityException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
        if (code != 0) {
            throw failed(code < CODES.size() ? CODES.get(code) : "code " + code);
        }
    }

    private OrderFailure failed(String why) {
        var server = settings.server();
        return OrderFailure.passing(
                "the name server %s:%d does not update %s: %s"
                        .formatted(server.host(), server.port(), settings.zone(), why));
    }

    private byte[] sign(byte[] plain) throws GeneralSecurityException {
        var key = settings.key();
        if (key == null) {
            return plain;
        }
        var name = key.name().toLowerCase(Locale.ROOT);
        long second = clock.instant().getEpochSecond();
        var hash = "HmacSHA" + key.algorithm().substring("hmac-sha".length());
        var mac = Mac.getInstance(hash);
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.secret().value()), hash));
        mac.update(plain);
        mac.update(UpdateMessage.variables(name, key.algorithm(), second));
        return UpdateMessage.signed(plain, name, key.algorithm(), second, mac.doFinal());
    }

    /// @return the answer's code
    private int send(int id, byte[] message) throws IOException {
        int millis = (int) settings.timeout().toMillis();
        try (var socket = new Socket()) {
            var server = settings.server();
            socket.connect(new InetSocketAddress(server.host(), server.port()), millis);
            socket.setSoTimeout(millis);
            var out = new DataOutputStream(socket.getOutputStream());
            byte[] framed = new byte[message.length + 2];
            framed[0] = (byte) (message.length >> 8);
            framed[1] = (byte) message.length;
            System.arraycopy(message, 0, framed, 2, message.length);
            out.write(framed);
            var in = new DataInputStream(socket.getInputStream());
            if (in.readUnsignedShort() < SHORTEST_ANSWER || in.readUnsignedShort() != id) {
                throw new IOException("the answer is none");
            }
            return in.readUnsignedShort() & CODE;
        }
    }
}
