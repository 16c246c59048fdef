package dev.tunnel.edge.ingress.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Locale;

/// A [Refusal] as a gRPC client understands it: a status in the place of a page.
final class GrpcStatus {
    private static final String TYPE = "application/grpc";

    private static final int PERMISSION_DENIED = 7;
    private static final int UNIMPLEMENTED = 12;
    private static final int INTERNAL = 13;
    private static final int UNAVAILABLE = 14;
    private static final int UNAUTHENTICATED = 16;

    private GrpcStatus() {}

    static boolean isWanted(PublicRequest request) {
        var type = request.head().headers().get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    /// A response without a body ("trailers only").
    static FullHttpResponse of(Refusal refusal) {
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, TYPE)
                .set("grpc-status", Integer.toString(code(refusal.status().code())))
                .set("grpc-message", refusal.title() + ". " + refusal.detail())
                .set("x-tunnel-error", refusal.code())
                .set(HttpHeaderNames.CONTENT_LENGTH, "0");
        return response;
    }

    /// What gRPC makes of HTTP's statuses (its document "HTTP to gRPC Status Code Mapping").
    private static int code(int status) {
        return switch (status) {
            case 400 -> INTERNAL;
            case 401 -> UNAUTHENTICATED;
            case 403 -> PERMISSION_DENIED;
            case 404 -> UNIMPLEMENTED;
            default -> UNAVAILABLE;
        };
    }
}
