package dev.tunnel.server.usage;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Usage as comma-separated values (RFC 4180), a line for each step.
@Provider
@Produces(UsageCsv.TYPE)
public final class UsageCsv implements MessageBodyWriter<Usage> {
    static final String TYPE = "text/csv";

    private static final String HEAD =
            "at,bytesIn,bytesOut,connections,requests,status1xx,status2xx,status3xx,status4xx,"
                    + "status5xx\r\n";

    @Override
    public boolean isWriteable(
            Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == Usage.class;
    }

    @Override
    public void writeTo(
            Usage usage,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(csv(usage).getBytes(StandardCharsets.UTF_8));
    }

    static String csv(Usage usage) {
        return usage.items().stream().map(UsageCsv::line).collect(Collectors.joining("", HEAD, ""));
    }

    private static String line(UsageItem item) {
        String numbers =
                LongStream.of(
                                item.bytesIn(),
                                item.bytesOut(),
                                item.connections(),
                                item.requests(),
                                item.status1xx(),
                                item.status2xx(),
                                item.status3xx(),
                                item.status4xx(),
                                item.status5xx())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(","));
        return item.at() + "," + numbers + "\r\n";
    }
}
