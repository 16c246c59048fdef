package dev.tunnel.protocol.message;

import java.util.Arrays;

/// Any bytes are a message, one of a later version, or a [MalformedMessageException]; what was read
/// is written and read again as the same.
public final class MessageFuzz {
    private MessageFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            MessageCodec.decode(data).ifPresent(MessageFuzz::again);
        } catch (MalformedMessageException _) {
            // As it should be.
        }
        try {
            var goAway = MessageCodec.decodeGoAway(data);
            if (!MessageCodec.decodeGoAway(MessageCodec.encode(goAway)).equals(goAway)) {
                throw new AssertionError(goAway);
            }
        } catch (MalformedMessageException _) {
            // As it should be.
        }
    }

    private static void again(ControlMessage message) {
        byte[] json = MessageCodec.encode(message);
        var read = MessageCodec.decode(json).orElseThrow();
        if (!Arrays.equals(MessageCodec.encode(read), json)) {
            throw new AssertionError(message + " became " + read);
        }
    }
}
