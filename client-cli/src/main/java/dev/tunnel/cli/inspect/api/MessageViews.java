package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.inspect.api.EntryResource.MessageResource;
import dev.tunnel.cli.inspect.capture.Entry;
import dev.tunnel.cli.inspect.capture.Message;
import dev.tunnel.cli.inspect.capture.MessageLog;
import dev.tunnel.cli.inspect.http.EventStreamParser;
import dev.tunnel.cli.inspect.http.ResponseHead;
import dev.tunnel.cli.inspect.http.WebSocketParser;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Frames and events in the page's words.
final class MessageViews {

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private MessageViews() {}

    static List<MessageResource> of(Entry entry) {
        MessageLog.View view = entry.messages().view();
        ResponseHead response = entry.response();
        String extensions =
                response == null
                        ? ""
                        : response.headers().first("sec-websocket-extensions").orElse("");
        Map<Message.Frame, byte[]> inflated =
                extensions.contains("permessage-deflate")
                        ? InflatedFrames.of(extensions, view)
                        : Map.of();
        List<MessageResource> resources = new ArrayList<>(view.messages().size());
        for (Message message : view.messages()) {
            resources.add(
                    switch (message) {
                        case Message.Event event -> event(event);
                        case Message.Frame frame -> frame(frame, inflated.get(frame));
                    });
        }
        return resources;
    }

    private static MessageResource event(Message.Event message) {
        EventStreamParser.Event event = message.event();
        String name = event.id().isEmpty() ? event.type() : event.type() + " #" + event.id();
        boolean truncated = event.size() > event.data().length() * 4L + 64L * 1024;
        return new MessageResource(
                message.at().toString(),
                false,
                "event",
                name,
                event.size(),
                event.data(),
                null,
                true,
                false,
                truncated);
    }

    private static MessageResource frame(Message.Frame message, byte @Nullable [] inflated) {
        WebSocketParser.Frame frame = message.frame();
        boolean compressed = frame.compressed() && inflated == null;
        byte[] payload = inflated == null ? frame.payload() : inflated;
        int opcode = frame.opcode();
        String text =
                compressed
                        ? null
                        : opcode == CLOSE
                                ? close(payload)
                                : opcode == TEXT || opcode == CONTINUATION ? utf8(payload) : null;
        return new MessageResource(
                message.at().toString(),
                message.fromVisitor(),
                kind(opcode),
                "",
                frame.length(),
                text,
                text == null ? Base64.getEncoder().encodeToString(payload) : null,
                frame.fin(),
                compressed,
                frame.payload().length < frame.length());
    }

    private static String kind(int opcode) {
        return switch (opcode) {
            case CONTINUATION -> "continuation";
            case TEXT -> "text";
            case 2 -> "binary";
            case CLOSE -> "close";
            case 9 -> "ping";
            default -> "pong";
        };
    }

    /// A code and a reason (RFC 6455, 5.5.1).
    private static String close(byte[] payload) {
        if (payload.length < 2) {
            return "";
        }
        int code = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        String reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        return (code + " " + reason).strip();
    }

    /// Text cut in the middle of a character is still text; what is no text is null.
    private static @Nullable String utf8(byte[] payload) {
        int end = payload.length;
        for (int cut = 0; cut < 4 && end - cut >= 0; cut++) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(payload, 0, end - cut))
                        .toString();
            } catch (CharacterCodingException _) {
                // perhaps one byte less
            }
        }
        return null;
    }
}
