package dev.tunnel.cli.inspect.http;

import java.nio.charset.StandardCharsets;

/// Reads heads, leniently: services say odd things, and their visitors hear them all the same. By
/// hand and without regular expressions, for every message comes by here.
public final class HeadReader {

    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";
    private static final String HTTP = "HTTP/";
    private static final int VERSION_LENGTH = "HTTP/1.1".length();
    private static final int STATUS_LENGTH = 3;

    private HeadReader() {}

    /// @param bytes of which the first `length` are a head with its empty line
    /// @throws NotHttpException when the first line is not one of a request
    public static RequestHead request(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        String line = firstLine(text);
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        String target = first < 0 ? "" : line.substring(first, last).strip();
        if (target.isEmpty()
                || !isToken(line, first)
                || last + 1 + VERSION_LENGTH != line.length()
                || !isVersion(line, last + 1)) {
            throw new NotHttpException("not a request line");
        }
        return new RequestHead(
                line.substring(0, first), target, line.substring(last + 1), headers(text));
    }

    /// @throws NotHttpException when the first line is not one of an answer
    public static ResponseHead response(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        String line = firstLine(text);
        int status = VERSION_LENGTH;
        while (status < line.length() && line.charAt(status) == ' ') {
            status++;
        }
        int reason = status + STATUS_LENGTH;
        if (status == VERSION_LENGTH
                || !isVersion(line, 0)
                || !isNumber(line, status, reason)
                || reason < line.length() && line.charAt(reason) != ' ') {
            throw new NotHttpException("not a status line");
        }
        return new ResponseHead(
                line.substring(0, VERSION_LENGTH),
                Integer.parseInt(line, status, reason, 10),
                line.substring(reason).strip(),
                headers(text));
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static Headers headers(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? Headers.NONE : Headers.of(text, end + 1);
    }

    /// Whether the first characters are a method's name (RFC 9110, 5.6.2).
    private static boolean isToken(String line, int end) {
        for (int i = 0; i < end; i++) {
            char c = line.charAt(i);
            char letter = (char) (c | 0x20);
            boolean ordinary = letter >= 'a' && letter <= 'z' || c >= '0' && c <= '9';
            if (!ordinary && TOKEN_SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return end > 0;
    }

    private static boolean isVersion(String line, int at) {
        int major = at + HTTP.length();
        return line.startsWith(HTTP, at)
                && isNumber(line, major, major + 1)
                && line.startsWith(".", major + 1)
                && isNumber(line, major + 2, major + 3);
    }

    private static boolean isNumber(String line, int from, int to) {
        if (to > line.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (line.charAt(i) < '0' || line.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
