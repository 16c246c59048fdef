package dev.tunnel.cli.inspect.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// Follows one direction of a WebSocket (RFC 6455), and keeps the beginning of each frame.
public final class WebSocketParser {

    private static final byte[] NOTHING = {};

    private final int limit;
    private final Sink sink;
    private final byte[] header = new byte[14];
    private int headerLength;
    private int headerNeeded = 2;
    private long length;
    private long done;
    private byte[] payload = NOTHING;
    private int payloadLength;
    private boolean lost;

    /// A frame that has gone by.
    ///
    /// @param opcode 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong
    /// @param fin whether it ends its message
    /// @param compressed as permessage-deflate marks the first frame of a message (RFC 7692)
    /// @param length of the payload
    /// @param payload its beginning, unmasked
    public record Frame(int opcode, boolean fin, boolean compressed, long length, byte[] payload) {}

    @FunctionalInterface
    public interface Sink {
        void onFrame(Frame frame);
    }

    /// @param limit bytes kept of each payload
    public WebSocketParser(int limit, Sink sink) {
        this.limit = limit;
        this.sink = sink;
    }

    /// @throws NotHttpException when this is no WebSocket; what comes after is passed over
    public void read(ByteBuf buffer, int from, int count) {
        int index = from;
        int end = from + count;
        while (index < end && !lost) {
            if (headerLength < headerNeeded) {
                header[headerLength++] = buffer.getByte(index++);
                if (headerLength == headerNeeded) {
                    onHeader();
                }
            } else {
                index += readPayload(buffer, index, end);
            }
        }
    }

    private void onHeader() {
        int sizeByte = header[1] & 0x7f;
        int sizeBytes = sizeByte == 126 ? 2 : sizeByte == 127 ? 8 : 0;
        int needed = 2 + sizeBytes + (masked() ? 4 : 0);
        if (headerNeeded < needed) {
            headerNeeded = needed;
            return;
        }
        length = sizeBytes == 0 ? sizeByte : number(sizeBytes);
        int opcode = header[0] & 0x0f;
        if (length < 0 || opcode > 10 || opcode > 2 && opcode < 8) {
            lost = true;
            throw new NotHttpException("not a WebSocket frame");
        }
        done = 0;
        payloadLength = 0;
        payload = new byte[(int) Math.min(length, Math.min(limit, 1024))];
        if (length == 0) {
            endFrame();
        }
    }

    private boolean masked() {
        return (header[1] & 0x80) != 0;
    }

    private long number(int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | header[2 + i] & 0xff;
        }
        return number;
    }

    private int readPayload(ByteBuf buffer, int index, int end) {
        int count = (int) Math.min(length - done, end - index);
        int kept = Math.min(count, limit - payloadLength);
        if (kept > 0) {
            if (payloadLength + kept > payload.length) {
                long wanted = Math.max(payload.length * 2L, payloadLength + kept);
                payload = Arrays.copyOf(payload, (int) Math.min(Math.min(length, limit), wanted));
            }
            buffer.getBytes(index, payload, payloadLength, kept);
            payloadLength += kept;
        }
        done += count;
        if (done == length) {
            endFrame();
        }
        return count;
    }

    private void endFrame() {
        byte[] kept =
                payloadLength == payload.length ? payload : Arrays.copyOf(payload, payloadLength);
        if (masked()) {
            for (int i = 0; i < kept.length; i++) {
                kept[i] ^= header[headerNeeded - 4 + (i & 3)];
            }
        }
        payload = NOTHING;
        headerLength = 0;
        headerNeeded = 2;
        sink.onFrame(
                new Frame(
                        header[0] & 0x0f,
                        (header[0] & 0x80) != 0,
                        (header[0] & 0x40) != 0,
                        length,
                        kept));
    }
}
