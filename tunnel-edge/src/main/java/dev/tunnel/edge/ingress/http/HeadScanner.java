package dev.tunnel.edge.ingress.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import org.jspecify.annotations.Nullable;

/// Looks at a request head byte by byte before it is decoded, for what a lenient reader would mend
/// and another reader would mend differently: bare line ends, folded lines, odd spacing and control
/// characters (RFC 9112, 2.2, 3 and 5.2). What each line means is for others.
final class HeadScanner implements ByteProcessor {
    private State state = State.START;
    private @Nullable String fault;
    private int spaces;
    private byte previous;
    private int ahead;

    private enum State {
        START,
        EMPTY_LINE_CR,
        REQUEST_LINE,
        REQUEST_LINE_CR,
        FIELD_START,
        FIELD,
        FIELD_CR,
        LAST_CR,
        DONE
    }

    /// Scans what is new in the buffer, up to the end of the head.
    ///
    /// @return what is wrong with it, or `null`
    @Nullable String scan(ByteBuf in) {
        int from = in.readerIndex() + ahead;
        if (state != State.DONE && from < in.writerIndex()) {
            int stop = in.forEachByte(from, in.writerIndex() - from, this);
            ahead = (stop < 0 ? in.writerIndex() : stop + 1) - in.readerIndex();
        }
        return fault;
    }

    /// The decoder has taken this many bytes from the front of the buffer.
    void consumed(int bytes) {
        ahead = Math.max(0, ahead - bytes);
    }

    /// Whether a head has begun and not ended.
    boolean isUnderWay() {
        return state != State.START && state != State.DONE;
    }

    /// Begins the next head, at the front of the buffer.
    void reset() {
        state = State.START;
        spaces = 0;
        previous = 0;
        ahead = 0;
    }

    @Override
    public boolean process(byte value) {
        switch (state) {
            case START -> start(value);
            case EMPTY_LINE_CR -> expectLineFeed(value, State.REQUEST_LINE);
            case REQUEST_LINE -> requestLine(value);
            case REQUEST_LINE_CR, FIELD_CR -> expectLineFeed(value, State.FIELD_START);
            case FIELD_START -> fieldStart(value);
            case FIELD -> field(value);
            case LAST_CR -> expectLineFeed(value, State.DONE);
            case DONE -> {}
        }
        return fault == null && state != State.DONE;
    }

    /// One empty line before the request is allowed: old clients send it after a body.
    private void start(byte value) {
        if (value == '\r') {
            state = State.EMPTY_LINE_CR;
        } else {
            state = State.REQUEST_LINE;
            requestLine(value);
        }
    }

    private void requestLine(byte value) {
        if (value == '\r') {
            state = State.REQUEST_LINE_CR;
            if (spaces != 2 || previous == ' ') {
                fault = "The request line is not METHOD TARGET VERSION.";
            }
        } else if (value == ' ') {
            spaces++;
            if (spaces > 2 || previous == ' ' || previous == 0) {
                fault = "The request line has a space too many.";
            }
        } else if (isControl(value)) {
            fault = "The request line has a control character in it.";
        }
        previous = value;
    }

    private void fieldStart(byte value) {
        if (value == '\r') {
            state = State.LAST_CR;
        } else if (value == ' ' || value == '\t') {
            fault = "A header line is folded.";
        } else {
            state = State.FIELD;
            field(value);
        }
    }

    private void field(byte value) {
        if (value == '\r') {
            state = State.FIELD_CR;
        } else if (isControl(value) && value != '\t') {
            fault =
                    value == '\n'
                            ? "A line ends without a carriage return."
                            : "A header has a control character in it.";
        }
    }

    private void expectLineFeed(byte value, State next) {
        if (value == '\n') {
            state = next;
        } else {
            fault = "A carriage return is not followed by a line feed.";
        }
    }

    private static boolean isControl(byte value) {
        return (value >= 0 && value < ' ') || value == 0x7F;
    }
}
