package dev.tunnel.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes the audit log as a file.
@Singleton
final class AuditExport {
    private static final String HEADER =
            "id,at,actor,actorEmail,via,accountId,action,subject,ip,detail\r\n";

    private final AuditQueries queries;
    private final ObjectMapper json;

    AuditExport(AuditQueries queries, ObjectMapper json) {
        this.queries = queries;
        this.json = json;
    }

    /// RFC 4180. What a spreadsheet would take for a formula begins with an apostrophe.
    void csv(AuditFilter filter, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(HEADER);
        each(filter, event -> writer.write(line(event)));
        writer.flush();
    }

    /// One array of what the list shows.
    void json(AuditFilter filter, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write("[");
        Separator separator = new Separator();
        each(filter, event -> writer.write(separator.next() + json.writeValueAsString(event)));
        writer.write("\n]\n");
        writer.flush();
    }

    private void each(AuditFilter filter, Line line) throws IOException {
        try {
            queries.each(
                    filter,
                    event -> {
                        try {
                            line.write(event);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private String line(AuditView event) throws JsonProcessingException {
        return Stream.of(
                                event.id(),
                                event.at(),
                                event.actor(),
                                text(event.actorEmail()),
                                text(event.via()),
                                text(event.accountId()),
                                event.action(),
                                event.subject(),
                                text(event.ip()),
                                json.writeValueAsString(event.detail()))
                        .map(value -> cell(value.toString()))
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String cell(String value) {
        String safe =
                !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    private interface Line {
        void write(AuditView event) throws IOException;
    }

    private static final class Separator {
        private String text = "\n";

        String next() {
            String now = text;
            text = ",\n";
            return now;
        }
    }
}
