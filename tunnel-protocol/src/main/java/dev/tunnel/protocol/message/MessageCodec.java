package dev.tunnel.protocol.message;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Control messages and GOAWAY payloads as UTF-8 JSON.
public final class MessageCodec {
    private static final Set<String> KNOWN =
            Set.of(
                    "Hello",
                    "Welcome",
                    "Refused",
                    "OpenTunnel",
                    "TunnelOpened",
                    "TunnelRefused",
                    "CloseTunnel",
                    "TunnelClosed",
                    "Notice");
    private static final Jsonb JSON = Jsonb.builder().build();
    private static final JsonType<Envelope> ENVELOPE = JSON.type(Envelope.class);
    private static final JsonType<ControlMessage> MESSAGE = JSON.type(ControlMessage.class);
    private static final JsonType<GoAway> GO_AWAY = JSON.type(GoAway.class);

    private MessageCodec() {}

    /// Only the discriminator, to tell a message of a later version from a broken one.
    @Json
    record Envelope(@Nullable String type) {}

    /// The JSON of a message.
    public static byte[] encode(ControlMessage message) {
        return MESSAGE.toJsonBytes(message);
    }

    /// The JSON of a GOAWAY.
    public static byte[] encode(GoAway goAway) {
        return GO_AWAY.toJsonBytes(goAway);
    }

    /// Reads a message; empty when its type is unknown to this version, which the reader skips.
    ///
    /// @throws MalformedMessageException when it is not a message at all
    public static Optional<ControlMessage> decode(byte[] json) {
        try {
            String type = ENVELOPE.fromJson(json).type();
            if (type == null) {
                throw new MalformedMessageException("a message without a type");
            }
            if (!KNOWN.contains(type)) {
                return Optional.empty();
            }
            return Optional.of(writable(MESSAGE, MESSAGE.fromJson(json)));
        } catch (RuntimeException e) {
            throw MalformedMessageException.of(e);
        }
    }

    /// Reads the payload of a GOAWAY.
    ///
    /// @throws MalformedMessageException when it is not one
    public static GoAway decodeGoAway(byte[] json) {
        try {
            return writable(GO_AWAY, GO_AWAY.fromJson(json));
        } catch (RuntimeException e) {
            throw MalformedMessageException.of(e);
        }
    }

    /// The reader takes half a surrogate pair for a character, the writer does not; and what comes
    /// from a peer is written again, as a name in an answer.
    private static <T> T writable(JsonType<T> type, T message) {
        type.toJsonBytes(message);
        return message;
    }
}
