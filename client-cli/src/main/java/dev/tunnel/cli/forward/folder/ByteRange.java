package dev.tunnel.cli.forward.folder;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of a file that a `Range` header asks for (RFC 9110, 14.2).
///
/// @param last inclusive
record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /// What is to be sent.
    sealed interface Wanted {
        /// All of it: none was asked for, or in a form that may be ignored, such as several parts.
        record Everything() implements Wanted {}

        record Part(ByteRange range) implements Wanted {}

        /// A part that the file does not have.
        record Impossible() implements Wanted {}
    }

    static Wanted parse(@Nullable String header, long size) {
        Matcher matcher = ONE.matcher(header == null ? "" : header.strip());
        if (!matcher.matches() || (matcher.group(1) + matcher.group(2)).isEmpty()) {
            return new Wanted.Everything();
        }
        if (matcher.group(1).isEmpty()) {
            long suffix = Math.min(Long.parseLong(matcher.group(2)), size);
            return part(size - suffix, size - 1, size);
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
        return last < first && !matcher.group(2).isEmpty()
                ? new Wanted.Everything()
                : part(first, Math.min(last, size - 1), size);
    }

    private static Wanted part(long first, long last, long size) {
        return first >= size || last < first
                ? new Wanted.Impossible()
                : new Wanted.Part(new ByteRange(first, last));
    }

    long length() {
        return last - first + 1;
    }
}
