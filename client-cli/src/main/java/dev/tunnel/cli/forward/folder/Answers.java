package dev.tunnel.cli.forward.folder;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.tunnel.cli.forward.folder.ByteRange.Wanted;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers requests for a folder's files: conditions and parts as RFC 9110 has them. Blocks.
final class Answers {
    private final FolderSite site;

    Answers(FolderSite site) {
        this.site = site;
    }

    Reply to(HttpRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            return Reply.line(HttpResponseStatus.METHOD_NOT_ALLOWED).with("allow", "GET, HEAD");
        }
        String path = request.uri().replaceFirst("[?#].*$", "");
        if (!path.startsWith("/")) {
            return Reply.line(HttpResponseStatus.BAD_REQUEST);
        }
        return switch (site.find(path)) {
            case Found.Nothing _ -> Reply.line(HttpResponseStatus.NOT_FOUND);
            case Found.Elsewhere(var location) ->
                    Reply.line(HttpResponseStatus.MOVED_PERMANENTLY).with("location", location);
            case Found.Listing listing -> ListingPage.of(listing);
            case Found.File file -> file(file, request.headers());
        };
    }

    private static Reply file(Found.File file, HttpHeaders asked) {
        String tag = "\"%x-%x\"".formatted(file.size(), file.modified().toEpochMilli());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", MediaTypes.of(file.name()));
        headers.put("last-modified", date(file.modified()));
        headers.put("etag", tag);
        headers.put("accept-ranges", "bytes");
        headers.put("cache-control", "no-cache");
        if (isUnchanged(file, tag, asked)) {
            return new Reply(
                    HttpResponseStatus.NOT_MODIFIED, headers, new Reply.Body.Text(new byte[0]));
        }
        String range = isSameAs(file, tag, asked) ? asked.get(HttpHeaderNames.RANGE) : null;
        return switch (ByteRange.parse(range, file.size())) {
            case Wanted.Everything _ ->
                    new Reply(
                            HttpResponseStatus.OK,
                            headers,
                            new Reply.Body.Part(file.path(), 0, file.size()));
            case Wanted.Part(var part) ->
                    new Reply(
                                    HttpResponseStatus.PARTIAL_CONTENT,
                                    headers,
                                    new Reply.Body.Part(file.path(), part.first(), part.length()))
                            .with(
                                    "content-range",
                                    "bytes %d-%d/%d"
                                            .formatted(part.first(), part.last(), file.size()));
            case Wanted.Impossible _ ->
                    Reply.line(HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                            .with("content-range", "bytes */" + file.size());
        };
    }

    private static boolean isUnchanged(Found.File file, String tag, HttpHeaders asked) {
        String tags = asked.get(HttpHeaderNames.IF_NONE_MATCH);
        if (tags != null) {
            return tags.strip().equals("*") || tags.contains(tag);
        }
        return instant(asked.get(HttpHeaderNames.IF_MODIFIED_SINCE))
                .filter(since -> !file.modified().truncatedTo(SECONDS).isAfter(since))
                .isPresent();
    }

    /// `If-Range`: a part of what the visitor has the rest of.
    private static boolean isSameAs(Found.File file, String tag, HttpHeaders asked) {
        String condition = asked.get(HttpHeaderNames.IF_RANGE);
        return condition == null
                || condition.strip().equals(tag)
                || instant(condition)
                        .filter(file.modified().truncatedTo(SECONDS)::equals)
                        .isPresent();
    }

    private static Optional<Instant> instant(@Nullable String date) {
        try {
            return date == null
                    ? Optional.empty()
                    : Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
