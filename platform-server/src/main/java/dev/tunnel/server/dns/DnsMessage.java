package dev.tunnel.server.dns;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Questions and answers as they are sent (RFC 1035, 4). Whatever an answer says is bounded by its
/// own length: a name may not point forward, nor be longer than names are.
final class DnsMessage {
    private static final int HEADER = 12;
    private static final int LONGEST = 512;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int ANSWER = 0x8000;
    private static final int TRUNCATED = 0x0200;
    private static final int CODE = 0x000f;
    private static final int NO_SUCH_NAME = 3;
    private static final int INTERNET = 1;
    private static final int POINTER = 0xc0;
    private static final int LONGEST_NAME = 255;

    private DnsMessage() {}

    /// Asks for the records of one type at a name.
    static byte[] question(int id, String name, RecordType type) {
        ByteBuffer message = ByteBuffer.allocate(LONGEST);
        message.putShort((short) id).putShort((short) RECURSION_DESIRED).putShort((short) 1);
        message.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        for (String label : name.split("\\.", -1)) {
            byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
            message.put((byte) bytes.length).put(bytes);
        }
        message.put((byte) 0).putShort((short) type.number()).putShort((short) INTERNET);
        byte[] question = new byte[message.position()];
        message.flip().get(question);
        return question;
    }

    /// Whether this is an answer to that question.
    static boolean answers(byte[] answer, byte[] question) {
        if (answer.length < question.length || (answer[2] & 0x80) == 0) {
            return false;
        }
        boolean sameId = answer[0] == question[0] && answer[1] == question[1];
        return sameId
                && asked(answer, question.length)
                        .equalsIgnoreCase(asked(question, question.length));
    }

    private static String asked(byte[] message, int length) {
        return new String(message, HEADER, length - HEADER, StandardCharsets.ISO_8859_1);
    }

    /// Whether the answer did not fit and must be asked for over TCP.
    static boolean isTruncated(byte[] answer) {
        return (ByteBuffer.wrap(answer).getShort(2) & TRUNCATED) != 0;
    }

    /// The values of the records of a type: texts joined, names in lower case without a dot at the
    /// end. None where the name does not exist.
    static List<String> values(byte[] answer, RecordType type) throws DnsFailure {
        try {
            return values(ByteBuffer.wrap(answer), type);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new DnsFailure("the answer is malformed");
        }
    }

    private static List<String> values(ByteBuffer answer, RecordType type) throws DnsFailure {
        int flags = answer.getShort(2);
        int code = flags & CODE;
        if ((flags & ANSWER) == 0 || (code != 0 && code != NO_SUCH_NAME)) {
            throw new DnsFailure("the resolver answered with code " + code);
        }
        int questions = Short.toUnsignedInt(answer.getShort(4));
        int records = Short.toUnsignedInt(answer.getShort(6));
        answer.position(HEADER);
        for (int i = 0; i < questions; i++) {
            name(answer);
            answer.position(answer.position() + 4);
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            name(answer);
            int kind = Short.toUnsignedInt(answer.getShort());
            answer.position(answer.position() + 6);
            int length = Short.toUnsignedInt(answer.getShort());
            int end = answer.position() + length;
            if (kind == type.number()) {
                values.add(type == RecordType.TXT ? text(answer, end) : name(answer));
            }
            answer.position(end);
        }
        return values;
    }

    private static String text(ByteBuffer answer, int end) {
        StringBuilder text = new StringBuilder();
        while (answer.position() < end) {
            byte[] part = new byte[Byte.toUnsignedInt(answer.get())];
            answer.get(part);
            text.append(new String(part, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private static String name(ByteBuffer answer) {
        StringBuilder name = new StringBuilder();
        int after = -1;
        for (int length = next(answer); length != 0; length = next(answer)) {
            if ((length & POINTER) == POINTER) {
                int here = answer.position() - 1;
                int target = (length & ~POINTER) << 8 | next(answer);
                after = after < 0 ? answer.position() : after;
                if (target >= here) {
                    throw new IllegalArgumentException("a name points forward");
                }
                answer.position(target);
                continue;
            }
            byte[] label = new byte[length];
            answer.get(label);
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(label, StandardCharsets.ISO_8859_1));
            if (name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException("a name is too long");
            }
        }
        if (after >= 0) {
            answer.position(after);
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static int next(ByteBuffer answer) {
        return Byte.toUnsignedInt(answer.get());
    }
}
