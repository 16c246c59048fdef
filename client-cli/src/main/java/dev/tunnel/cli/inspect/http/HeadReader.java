package dev.tunnel.cli.inspect.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads heads, leniently: services say odd things, and their visitors hear them all the same.
public final class HeadReader {

    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]++");
    private static final Pattern VERSION = Pattern.compile("HTTP/\\d\\.\\d");
    private static final Pattern RESPONSE = Pattern.compile("(HTTP/\\d\\.\\d) +(\\d{3})(?: (.*))?");

    private HeadReader() {}

    /// @param bytes of which the first `length` are a head with its empty line
    /// @throws NotHttpException when the first line is not one of a request
    public static RequestHead request(byte[] bytes, int length) {
        String[] lines = lines(bytes, length);
        String line = lines[0];
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        String target = first < 0 ? "" : line.substring(first, last).strip();
        String version = line.substring(last + 1);
        if (target.isEmpty()
                || !METHOD.matcher(line.substring(0, first)).matches()
                || !VERSION.matcher(version).matches()) {
            throw new NotHttpException("not a request line");
        }
        return new RequestHead(line.substring(0, first), target, version, headers(lines));
    }

    /// @throws NotHttpException when the first line is not one of an answer
    public static ResponseHead response(byte[] bytes, int length) {
        String[] lines = lines(bytes, length);
        Matcher line = RESPONSE.matcher(lines[0]);
        if (!line.matches()) {
            throw new NotHttpException("not a status line");
        }
        String reason = line.group(3);
        return new ResponseHead(
                line.group(1),
                Integer.parseInt(line.group(2)),
                reason == null ? "" : reason.strip(),
                headers(lines));
    }

    private static String[] lines(byte[] bytes, int length) {
        // By one character, which needs no regular expression: every message comes by here.
        String[] lines = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).split("\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            if (lines[i].endsWith("\r")) {
                lines[i] = lines[i].substring(0, lines[i].length() - 1);
            }
        }
        return lines;
    }

    private static Headers headers(String[] lines) {
        List<Header> headers = new ArrayList<>(lines.length);
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            int colon = line.indexOf(':');
            if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                fold(headers, line.strip());
            } else if (colon > 0) {
                headers.add(
                        new Header(
                                line.substring(0, colon).strip(),
                                line.substring(colon + 1).strip()));
            }
        }
        return new Headers(headers);
    }

    /// A line that begins with white space goes on with the one before.
    private static void fold(List<Header> headers, String more) {
        if (!headers.isEmpty() && !more.isEmpty()) {
            Header last = headers.removeLast();
            headers.add(new Header(last.name(), last.value() + " " + more));
        }
    }
}
