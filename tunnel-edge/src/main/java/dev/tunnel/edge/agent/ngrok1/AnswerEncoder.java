package dev.tunnel.edge.agent.ngrok1;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// Writes messages as the first server did: all fields, also the empty ones, in the order of their
/// declaration, length and JSON in one piece. Some clients rely on each of these.
final class AnswerEncoder {
    private static final JsonStream JSON =
            JsonStream.builder().serializeEmpty(true).serializeNulls(true).build();

    /// The version of the protocol.
    static final String VERSION = "2";

    /// The version of the server whose behaviour clients may expect.
    static final String MM_VERSION = "1.7";

    private AnswerEncoder() {}

    /// A whole frame, to be written and flushed by itself: clients that read a TLS record at a time
    /// then find exactly one message in it.
    static ByteBuf encode(ByteBufAllocator allocator, Answer answer) {
        var json = json(answer);
        return allocator
                .buffer(FrameDecoder.PREFIX + json.length)
                .writeLongLE(json.length)
                .writeBytes(json);
    }

    private static byte[] json(Answer answer) {
        try (var writer = JSON.bufferedWriterAsBytes()) {
            writer.beginObject();
            writer.name("Type");
            writer.value(answer.getClass().getSimpleName());
            writer.name("Payload");
            writer.beginObject();
            fields(writer, answer);
            writer.endObject();
            writer.endObject();
            return writer.result();
        }
    }

    private static void fields(JsonWriter writer, Answer answer) {
        switch (answer) {
            case Answer.AuthResp(var clientId, var error) -> {
                boolean refused = !error.isEmpty();
                field(writer, "Version", refused ? "" : VERSION);
                field(writer, "MmVersion", refused ? "" : MM_VERSION);
                field(writer, "ClientId", clientId);
                field(writer, "Error", error);
            }
            case Answer.NewTunnel(var reqId, var url, var protocol, var error) -> {
                field(writer, "ReqId", reqId);
                field(writer, "Url", url);
                field(writer, "Protocol", protocol);
                field(writer, "Error", error);
            }
            case Answer.StartProxy(var url, var clientAddr) -> {
                field(writer, "Url", url);
                field(writer, "ClientAddr", clientAddr);
            }
            case Answer.ReqProxy _, Answer.Pong _ -> {}
        }
    }

    private static void field(JsonWriter writer, String name, String value) {
        writer.name(name);
        writer.value(value);
    }
}
