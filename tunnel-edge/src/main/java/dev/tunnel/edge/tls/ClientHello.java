package dev.tunnel.edge.tls;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the edge must know of a ClientHello before it answers (RFC 8446, 4.1.2). Whoever terminates
/// TLS reads it again, strictly; here everything that cannot be read counts as not said.
///
/// @param serverName the host wanted, lower case and without a trailing dot; empty when none is
///   named
/// @param key what the server's key must be
/// @param validation whether it is a certificate authority's, which wants nothing but `acme-tls/1`
record ClientHello(String serverName, KeyKind key, boolean validation) {
    /// What is assumed of a client that did not send one.
    static final ClientHello UNREADABLE = new ClientHello("", KeyKind.EC, false);

    private static final int VERSION_AND_RANDOM = 2 + 32;
    private static final int SERVER_NAME = 0;
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int ALPN = 16;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int TLS_1_3 = 0x0304;
    private static final int ECDSA_P256_SHA256 = 0x0403;
    private static final Pattern HOST = Pattern.compile("[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?");

    /// Reads the body of a ClientHello message, without the message's own header. The buffer stays
    /// the caller's.
    static ClientHello read(ByteBuf message) {
        try {
            return new Reading(message.slice()).read();
        } catch (IndexOutOfBoundsException _) {
            return UNREADABLE;
        }
    }

    private static final class Reading {
        private final ByteBuf message;
        private String serverName = "";
        private boolean ecdsaSuite;
        private boolean ecdsaSignature;
        private boolean tls13;
        private boolean validation;

        Reading(ByteBuf message) {
            this.message = message;
        }

        ClientHello read() {
            message.skipBytes(VERSION_AND_RANDOM);
            message.skipBytes(message.readUnsignedByte());
            suites(message.readSlice(message.readUnsignedShort()));
            message.skipBytes(message.readUnsignedByte());
            if (message.isReadable()) {
                var extensions = message.readSlice(message.readUnsignedShort());
                while (extensions.isReadable()) {
                    int type = extensions.readUnsignedShort();
                    extension(type, extensions.readSlice(extensions.readUnsignedShort()));
                }
            }
            boolean ecdsa = ecdsaSignature && (tls13 || ecdsaSuite);
            return new ClientHello(serverName, ecdsa ? KeyKind.EC : KeyKind.RSA, validation);
        }

        private void suites(ByteBuf suites) {
            while (suites.isReadable()) {
                ecdsaSuite |= CipherSuites.isEcdsa(suites.readUnsignedShort());
            }
        }

        private void extension(int type, ByteBuf data) {
            switch (type) {
                case SERVER_NAME -> serverName(data);
                case SIGNATURE_ALGORITHMS ->
                        ecdsaSignature =
                                contains(
                                        data.readSlice(data.readUnsignedShort()),
                                        ECDSA_P256_SHA256);
                case ALPN -> validation = isValidation(data);
                case SUPPORTED_VERSIONS ->
                        tls13 = contains(data.readSlice(data.readUnsignedByte()), TLS_1_3);
                default -> {}
            }
        }

        /// A list of names in which only one, of type 0, has a meaning (RFC 6066, 3).
        private void serverName(ByteBuf data) {
            var list = data.readSlice(data.readUnsignedShort());
            if (list.readUnsignedByte() != 0) {
                return;
            }
            var name = list.readSlice(list.readUnsignedShort());
            var text = name.toString(StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
            var host = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
            if (HOST.matcher(host).matches()) {
                serverName = host;
            }
        }

        /// Whoever validates names that protocol only (RFC 8737, 3).
        private static boolean isValidation(ByteBuf data) {
            var list = data.readSlice(data.readUnsignedShort());
            var first = list.readSlice(list.readUnsignedByte());
            return !list.isReadable()
                    && first.toString(StandardCharsets.US_ASCII)
                            .equals(ValidationHandshakes.PROTOCOL);
        }

        private static boolean contains(ByteBuf values, int wanted) {
            boolean found = false;
            while (values.isReadable()) {
                found |= values.readUnsignedShort() == wanted;
            }
            return found;
        }
    }
}
