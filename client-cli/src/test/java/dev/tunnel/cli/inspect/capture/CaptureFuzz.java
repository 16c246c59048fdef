package dev.tunnel.cli.inspect.capture;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whatever two sides say to each other: it passes unchanged, and is seen as the same in one piece
/// and byte by byte. The first byte says where the visitor's part ends, in 256ths.
public final class CaptureFuzz {
    private CaptureFuzz() {}

    /// What is the same however the bytes came.
    private record Seen(
            Entry.State state,
            @Nullable Object request,
            @Nullable Object response,
            String sent,
            String received,
            Entry.Stream stream,
            int interim,
            List<String> messages) {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2 || data.length > 4096) {
            return;
        }
        int split = 1 + (data.length - 1) * (data[0] & 0xff) / 256;
        byte[] visitor = Arrays.copyOfRange(data, 1, split);
        byte[] service = Arrays.copyOfRange(data, split, data.length);
        List<Seen> whole = seen(visitor, service, 0);
        List<Seen> single = seen(visitor, service, 1);
        if (!whole.equals(single)) {
            throw new AssertionError(whole + "\n  byte by byte:\n" + single);
        }
    }

    private static List<Seen> seen(byte[] visitor, byte[] service, int step) {
        Captures captures = Wire.captures(CaptureLimits.DEFAULT);
        Wire wire = new Wire(captures, Wire.source(Source.Kind.HTTP), step);
        wire.visitor(visitor).service(service).bothClose();
        if (!Arrays.equals(wire.passed(true), visitor)
                || !Arrays.equals(wire.passed(false), service)) {
            throw new AssertionError("the traffic was changed");
        }
        List<Seen> seen = wire.entries().stream().map(CaptureFuzz::seen).toList();
        if (captures.entries().stream().anyMatch(Entry::open)) {
            throw new AssertionError("an entry of a closed connection is open");
        }
        captures.clear();
        if (captures.memory() != 0) {
            throw new AssertionError(captures.memory() + " bytes are not given back");
        }
        return seen;
    }

    private static Seen seen(Entry entry) {
        return new Seen(
                entry.state(),
                entry.request(),
                entry.response(),
                Wire.text(entry.sent()),
                Wire.text(entry.received()),
                entry.stream(),
                entry.interim(),
                entry.messages().view().messages().stream().map(CaptureFuzz::text).toList());
    }

    private static String text(Message message) {
        return switch (message) {
            case Message.Event event -> event.event().toString();
            case Message.Frame frame ->
                    frame.fromVisitor()
                            + " "
                            + frame.frame().opcode()
                            + Arrays.toString(frame.frame().payload());
        };
    }
}
