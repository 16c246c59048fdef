package dev.tunnel.edge.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Chooses the certificate by the name in the ClientHello. An alias stands for one certificate for
/// ever, because BoringSSL's copy of it is kept by alias.
final class HostKeyManager extends X509ExtendedKeyManager {
    private static final int ALIASES_KEPT = 2048;

    private final Certificates certificates;
    private final KeyKind wanted;
    private final Map<String, Credential> byAlias = new ConcurrentHashMap<>();

    HostKeyManager(Certificates certificates, KeyKind wanted) {
        this.certificates = certificates;
        this.wanted = wanted;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        var credential = certificates.forHost(host(engine.getHandshakeSession()), wanted);
        if (!credential.key().getAlgorithm().equals(keyType)) {
            return null;
        }
        var alias = credential.certificate().getSerialNumber().toString(Character.MAX_RADIX);
        if (byAlias.size() >= ALIASES_KEPT) {
            byAlias.clear();
        }
        byAlias.put(alias, credential);
        return alias;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        var credential = byAlias.get(alias);
        return credential == null ? null : credential.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        var credential = byAlias.get(alias);
        return credential == null ? null : credential.key();
    }

    /// The name that a client asked for; empty when it named none.
    static String host(SSLSession negotiated) {
        if (negotiated instanceof ExtendedSSLSession session) {
            for (var name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName().toLowerCase(Locale.ROOT);
                }
            }
        }
        return "";
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
