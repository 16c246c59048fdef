package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.inspect.capture.Message;
import dev.tunnel.cli.inspect.capture.MessageLog;
import dev.tunnel.cli.inspect.http.WebSocketParser.Frame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Undoes permessage-deflate (RFC 7692) for readers. Each message may refer to those before it, so
/// a direction is readable for as long as every frame from its first was kept whole.
final class InflatedFrames implements AutoCloseable {

    private static final int MAX_MESSAGE = 64 * 1024;
    private static final byte[] NOTHING = {};
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private final Direction visitor;
    private final Direction service;

    /// @param extensions what the service accepted: the value of Sec-WebSocket-Extensions
    private InflatedFrames(String extensions, boolean complete) {
        this.visitor = new Direction(complete, extensions.contains("client_no_context_takeover"));
        this.service = new Direction(complete, extensions.contains("server_no_context_takeover"));
    }

    /// The payloads that could be inflated, by frame.
    static Map<Message.Frame, byte[]> of(String extensions, MessageLog.View view) {
        Map<Message.Frame, byte[]> inflated = new HashMap<>();
        boolean complete = view.count() == view.messages().size();
        List<Message.Frame> frames = new ArrayList<>();
        for (Message message : view.messages()) {
            if (message instanceof Message.Frame frame) {
                frames.add(frame);
            }
        }
        try (InflatedFrames all = new InflatedFrames(extensions, complete)) {
            for (Message.Frame frame : frames) {
                Direction direction = frame.fromVisitor() ? all.visitor : all.service;
                byte[] bytes = direction.next(frame.frame());
                if (bytes.length > 0) {
                    inflated.put(frame, bytes);
                }
            }
        }
        return inflated;
    }

    @Override
    public void close() {
        visitor.inflater.end();
        service.inflater.end();
    }

    private static final class Direction {
        private final Inflater inflater = new Inflater(true);
        private final boolean independent;
        private boolean readable;
        private boolean inMessage;

        Direction(boolean complete, boolean independent) {
            this.independent = independent;
            this.readable = complete || independent;
        }

        /// Empty for what is not compressed, or cannot be read.
        byte[] next(Frame frame) {
            if (frame.opcode() > 2) {
                return NOTHING; // control frames stand between those of a message
            }
            boolean compressed = frame.opcode() == 0 ? inMessage : frame.compressed();
            if (!compressed) {
                return NOTHING;
            }
            if (independent && frame.opcode() != 0) {
                inflater.reset();
                readable = true;
            }
            inMessage = !frame.fin();
            readable &= frame.payload().length == frame.length();
            return readable ? inflate(frame) : NOTHING;
        }

        private byte[] inflate(Frame frame) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                feed(frame.payload(), out);
                if (frame.fin()) {
                    feed(TAIL, out);
                }
            } catch (DataFormatException _) {
                readable = false;
            }
            return out.toByteArray();
        }

        private void feed(byte[] bytes, ByteArrayOutputStream out) throws DataFormatException {
            byte[] part = new byte[4096];
            inflater.setInput(bytes);
            for (int n = inflater.inflate(part); n > 0; n = inflater.inflate(part)) {
                if (out.size() < MAX_MESSAGE) {
                    out.write(part, 0, n);
                }
            }
        }
    }
}
