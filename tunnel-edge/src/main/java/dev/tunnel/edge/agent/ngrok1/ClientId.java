package dev.tunnel.edge.agent.ngrok1;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// What the edge calls a client: all that is needed to come back, in one opaque text that every
/// client hands back as it got it, to an edge that was restarted too. Without the authtoken of its
/// session it opens nothing. For the time of a connection it is also the key to which the client's
/// proxy connections are matched, hard to guess because of the session's secret.
///
/// @param session the session as the platform knows it
/// @param instance of the client, see [Instances]
/// @param secret proves the session
record ClientId(UUID session, String instance, String secret) {
    static final int INSTANCE = 16;
    private static final int UUID_DIGITS = 32;
    private static final int LONGEST = 200;
    private static final HexFormat HEX = HexFormat.of();

    /// Reads what a client sent; empty for what no edge gave out, as some clients make up their
    /// own.
    static Optional<ClientId> parse(String text) {
        int head = UUID_DIGITS + INSTANCE;
        if (text.length() <= head || text.length() > LONGEST) {
            return Optional.empty();
        }
        var digits = text.substring(0, head);
        if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        var session =
                new UUID(
                        HexFormat.fromHexDigitsToLong(digits, 0, INSTANCE),
                        HexFormat.fromHexDigitsToLong(digits, INSTANCE, UUID_DIGITS));
        return Optional.of(
                new ClientId(session, digits.substring(UUID_DIGITS), text.substring(head)));
    }

    /// As the client gets it.
    String text() {
        return HEX.toHexDigits(session.getMostSignificantBits())
                + HEX.toHexDigits(session.getLeastSignificantBits())
                + instance
                + secret;
    }

    @Override
    public String toString() {
        return "ClientId[" + session + ", …]";
    }
}
