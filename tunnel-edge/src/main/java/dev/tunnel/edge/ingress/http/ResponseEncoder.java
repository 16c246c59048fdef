package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;

/// Writes responses; knows the method that each one answers, because a response to HEAD has no body
/// whatever its headers say.
final class ResponseEncoder extends HttpResponseEncoder {
    private boolean head;

    void answers(HttpMethod method) {
        head = method.equals(HttpMethod.HEAD);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        boolean informational = response.status().codeClass().equals(HttpStatusClass.INFORMATIONAL);
        return super.isContentAlwaysEmpty(response) || (head && !informational);
    }
}
