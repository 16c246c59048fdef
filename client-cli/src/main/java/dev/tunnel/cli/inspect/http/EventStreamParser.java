package dev.tunnel.cli.inspect.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Follows a stream of server-sent events (HTML, 9.2.6), and keeps the beginning of each.
public final class EventStreamParser {

    private final int limit;
    private final Sink sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String id = "";
    private long size;
    private int lineSize;
    private boolean afterReturn;
    private boolean anyData;

    /// An event that has gone by.
    ///
    /// @param type `message` unless it says otherwise
    /// @param id the last that the stream gave; may be empty
    /// @param size bytes of the event on the wire
    public record Event(String type, String id, String data, long size) {}

    @FunctionalInterface
    public interface Sink {
        void onEvent(Event event);
    }

    /// @param limit bytes kept of each event's data
    public EventStreamParser(int limit, Sink sink) {
        this.limit = limit;
        this.sink = sink;
    }

    public void read(ByteBuf buffer, int from, int count) {
        for (int i = from; i < from + count; i++) {
            byte b = buffer.getByte(i);
            size++;
            if (b == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = b == '\r';
            if (b == '\n' || b == '\r') {
                endLine();
            } else {
                lineSize++;
                if (line.size() < limit) {
                    line.write(b);
                }
            }
        }
    }

    private void endLine() {
        if (lineSize == 0) {
            dispatch();
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lineSize = 0;
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "event", "\uFEFFevent" -> type = value;
            case "id", "\uFEFFid" -> id = value;
            case "data", "\uFEFFdata" -> addData(value);
            default -> {} // a comment, retry, or nothing known
        }
    }

    private void addData(String value) {
        if (anyData && data.length() < limit) {
            data.append('\n');
        }
        anyData = true;
        data.append(value, 0, Math.min(value.length(), Math.max(limit - data.length(), 0)));
    }

    private void dispatch() {
        if (anyData) {
            sink.onEvent(new Event(type.isEmpty() ? "message" : type, id, data.toString(), size));
        }
        data.setLength(0);
        anyData = false;
        type = "";
        size = 0;
    }
}
