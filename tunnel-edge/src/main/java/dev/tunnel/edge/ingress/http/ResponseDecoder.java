package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AsciiString;

/// Takes a local service's answers apart. Read leniently where that cannot be misunderstood (bare
/// line feeds, a space before a colon, the same length twice), because what the visitor gets is
/// written anew; everything that another reader might take differently is a failure.
final class ResponseDecoder extends HttpResponseDecoder {
    private boolean head;

    /// @param longestHead longest status line and longest header section, in bytes
    ResponseDecoder(int longestHead) {
        super(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(longestHead)
                        .setMaxHeaderSize(longestHead)
                        .setMaxChunkSize(RequestDecoder.BODY_PIECE)
                        .setStrictLineParsing(false)
                        .setAllowDuplicateContentLengths(true));
    }

    /// The answer to this method is next. Whether there is a body depends on it.
    void answers(HttpMethod method) {
        head = method.equals(HttpMethod.HEAD);
    }

    /// Whether bytes wait that belong to no answer yet.
    boolean hasMore() {
        return internalBuffer().isReadable();
    }

    @Override
    protected HttpMessage createMessage(String[] statusLine) {
        if (!statusLine[0].startsWith("HTTP/")
                || !isStatus(statusLine[1])
                || !isReason(statusLine[2])) {
            throw new IllegalArgumentException("no status line");
        }
        return super.createMessage(statusLine);
    }

    private static boolean isStatus(String text) {
        return text.length() == 3
                && text.charAt(0) != '0'
                && text.chars().allMatch(ResponseDecoder::isDigit);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isReason(String text) {
        return text.chars().allMatch(c -> (c >= ' ' && c != 0x7F) || c == '\t');
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return super.isContentAlwaysEmpty(message) || (head && !isInterim(message));
    }

    private static boolean isInterim(HttpMessage message) {
        return message instanceof HttpResponse response
                && response.status().codeClass().equals(HttpStatusClass.INFORMATIONAL);
    }

    /// Netty drops whatever stands between the first space and the colon; spaces alone it may.
    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        int next = start + length;
        while (line[next] == ' ' || line[next] == '\t') {
            next++;
        }
        if (line[next] != ':') {
            throw new IllegalArgumentException("a space in a header's name");
        }
        return super.splitHeaderName(line, start, length);
    }
}
