package dev.tunnel.cli.inspect.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// Follows one direction of an HTTP/1.1 connection. Bodies are passed over by their lengths: what a
/// buffer costs does not depend on how much body it holds. Heads alone are copied.
///
/// One thread at a time.
public final class MessageParser {

    private static final int MAX_HEAD = 64 * 1024;
    private static final int PIECE = 1024;
    private static final int MAX_CHUNK_LINE = 4 * 1024;
    private static final long MAX_CHUNK = Long.MAX_VALUE >> 8;

    private final Sink sink;
    private State state = State.HEAD;
    private byte[] head = new byte[512];
    private int headLength;
    private int lineStart;
    private long remaining;
    private int lineLength;
    private boolean sizeRead;

    private enum State {
        HEAD,
        LENGTH,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILERS,
        UNTIL_END,
        RAW,
        LOST
    }

    /// Hears of messages. A [NotHttpException] from it ends the reading, as one of the parser's.
    public interface Sink {
        /// @param bytes of which the first `length` are a head with its empty line; not to be kept
        /// @return what follows
        Framing onHead(byte[] bytes, int length);

        /// A part of the message's body, without what frames it.
        void onBody(ByteBuf buffer, int index, int length);

        void onEnd();

        /// Bytes of the protocol that was switched to.
        void onRaw(ByteBuf buffer, int index, int length);

        /// The rest cannot be understood; nothing more is heard.
        void onLost(String why);
    }

    public MessageParser(Sink sink) {
        this.sink = sink;
    }

    /// From the next byte on it is another protocol.
    public void switchToRaw() {
        if (state != State.LOST) {
            state = State.RAW;
        }
    }

    /// Reads what came, and leaves the buffer as it is.
    public void read(ByteBuf buffer) {
        int index = buffer.readerIndex();
        int end = buffer.writerIndex();
        try {
            while (index < end && state != State.LOST) {
                index = step(buffer, index, end);
            }
        } catch (NotHttpException e) {
            lose(String.valueOf(e.getMessage()));
        }
    }

    /// The input is over.
    ///
    /// @return false when it ended inside a message
    public boolean end() {
        if (state == State.UNTIL_END) {
            state = State.LOST;
            sink.onEnd();
            return true;
        }
        boolean between = state == State.HEAD && headLength == 0;
        return between || state == State.RAW || state == State.LOST;
    }

    private void lose(String why) {
        state = State.LOST;
        head = new byte[0];
        sink.onLost(why);
    }

    private int step(ByteBuf buffer, int index, int end) {
        return switch (state) {
            case HEAD -> readHead(buffer, index, end);
            case LENGTH, CHUNK_DATA -> readCounted(buffer, index, end);
            case CHUNK_SIZE -> readChunkSize(buffer, index, end);
            case CHUNK_END -> readChunkEnd(buffer, index);
            case TRAILERS -> readTrailers(buffer, index, end);
            case UNTIL_END -> {
                sink.onBody(buffer, index, end - index);
                yield end;
            }
            case RAW -> {
                sink.onRaw(buffer, index, end - index);
                yield end;
            }
            case LOST -> end;
        };
    }

    /// Looks at a piece at a time, for what comes after the head is not to be copied.
    private int readHead(ByteBuf buffer, int index, int end) {
        int length = Math.min(end - index, Math.min(PIECE, MAX_HEAD - headLength));
        if (length == 0) {
            throw new NotHttpException("a head of more than 64 kB");
        }
        if (headLength + length > head.length) {
            head = Arrays.copyOf(head, Math.max(head.length * 2, headLength + length));
        }
        buffer.getBytes(index, head, headLength, length);
        byte[] bytes = head;
        int from = headLength;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n' && endLine(i + 1)) {
                return index + i + 1 - from;
            }
        }
        headLength = from + length;
        return index + length;
    }

    /// @return whether the line was empty, and with it the head over
    private boolean endLine(int next) {
        int length = next - lineStart;
        boolean empty = length == 1 || length == 2 && head[lineStart] == '\r';
        boolean first = lineStart == 0;
        lineStart = next;
        if (!empty) {
            return false;
        }
        headLength = 0;
        lineStart = 0;
        if (!first) { // empty lines before a message are allowed (RFC 9112, 2.2)
            follow(sink.onHead(head, next));
        }
        return true;
    }

    private void follow(Framing framing) {
        if (state == State.RAW) {
            return; // the sink has switched
        }
        switch (framing.kind()) {
            case NONE -> sink.onEnd();
            case INTERIM -> {}
            case LENGTH -> {
                state = State.LENGTH;
                remaining = framing.length();
            }
            case CHUNKED -> beginChunk();
            case UNTIL_END -> state = State.UNTIL_END;
            case RAW -> state = State.RAW;
        }
    }

    private int readCounted(ByteBuf buffer, int index, int end) {
        int length = (int) Math.min(remaining, end - index);
        sink.onBody(buffer, index, length);
        remaining -= length;
        if (remaining == 0) {
            if (state == State.LENGTH) {
                endMessage();
            } else {
                state = State.CHUNK_END;
            }
        }
        return index + length;
    }

    private void endMessage() {
        state = State.HEAD;
        sink.onEnd();
    }

    private void beginChunk() {
        state = State.CHUNK_SIZE;
        remaining = 0;
        lineLength = 0;
        sizeRead = false;
    }

    private int readChunkSize(ByteBuf buffer, int index, int end) {
        for (int i = index; i < end; i++) {
            byte b = buffer.getByte(i);
            if (b == '\n') {
                endChunkSize();
                return i + 1;
            }
            if (++lineLength > MAX_CHUNK_LINE) {
                throw new NotHttpException("a chunk size of more than 4 kB");
            }
            int digit = Character.digit(b, 16);
            if (!sizeRead && digit >= 0) {
                if (remaining > MAX_CHUNK >> 4) {
                    throw new NotHttpException("a chunk size out of bounds");
                }
                remaining = remaining << 4 | digit;
            } else if (lineLength == 1) {
                throw new NotHttpException("not a chunk size");
            } else {
                sizeRead = true; // extensions
            }
        }
        return end;
    }

    private void endChunkSize() {
        if (lineLength == 0) {
            throw new NotHttpException("not a chunk size");
        }
        lineLength = 0;
        state = remaining == 0 ? State.TRAILERS : State.CHUNK_DATA;
    }

    private int readChunkEnd(ByteBuf buffer, int index) {
        switch (buffer.getByte(index)) {
            case '\r' -> {}
            case '\n' -> beginChunk();
            default -> throw new NotHttpException("a chunk that is longer than it says");
        }
        return index + 1;
    }

    private int readTrailers(ByteBuf buffer, int index, int end) {
        for (int i = index; i < end; i++) {
            byte b = buffer.getByte(i);
            if (b != '\n') {
                lineLength += b == '\r' && lineLength == 0 ? 0 : 1;
                headLength++; // no head is being read: only the trailers' size
                if (headLength > MAX_HEAD) {
                    throw new NotHttpException("trailers of more than 64 kB");
                }
            } else if (lineLength == 0) {
                headLength = 0;
                endMessage();
                return i + 1;
            } else {
                lineLength = 0;
            }
        }
        return end;
    }
}
