package dev.tunnel.cli.command;

import dev.tunnel.cli.account.Reserved;
import io.avaje.jsonb.Jsonb;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is reserved, for people and for programs.
record ReservedText(PrintStream out) {

    /// After a reservation: what it is good for, and what to do next.
    void reserved(Reserved reserved) {
        out.println("Reserved   %s %s".formatted(reserved.kind().word(), reserved.name()));
        switch (reserved.kind()) {
            case SUBDOMAIN -> {
                reserved.text("url").ifPresent(url -> out.println("URL        " + url));
                out.println("Next       tunnel http 8080 --subdomain " + reserved.name());
            }
            case TCP -> {
                reserved.text("url")
                        .or(() -> reserved.text("address"))
                        .ifPresent(url -> out.println("Address    " + url));
                out.println("Next       tunnel tcp 22 --remote-port " + reserved.name());
            }
            case DOMAIN -> domain(reserved);
        }
    }

    private void domain(Reserved reserved) {
        if (isVerified(reserved)) {
            out.println("Verified   it is yours");
            out.println("Next       tunnel http 8080 --hostname " + reserved.name());
            return;
        }
        record(reserved)
                .ifPresentOrElse(
                        record -> out.println("DNS        " + record),
                        () -> out.println("DNS        the web admin shows the record to publish"));
        out.println(
                "Next       publish that record, then: tunnel reserve verify " + reserved.name());
    }

    private static boolean isVerified(Reserved reserved) {
        return reserved.text("verified").filter("true"::equals).isPresent();
    }

    /// The record that proves ownership, as a zone file has it.
    private static Optional<String> record(Reserved reserved) {
        List<String> records =
                reserved.groups("records").stream().map(ReservedText::zoneLine).toList();
        return records.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("\n     or    ", records));
    }

    private static String zoneLine(Map<?, ?> record) {
        String type = String.valueOf(record.get("type"));
        String value = String.valueOf(record.get("value"));
        return "%s %s %s"
                .formatted(
                        record.get("name"), type, type.equals("TXT") ? "\"" + value + "\"" : value);
    }

    /// One line of a list.
    void line(Reserved reserved) {
        String note =
                switch (reserved.kind()) {
                    case SUBDOMAIN, TCP ->
                            reserved.text("url").or(() -> reserved.text("address")).orElse("");
                    case DOMAIN -> isVerified(reserved) ? "verified" : "not verified";
                };
        out.println(
                "%-10s %-32s %s"
                        .formatted(reserved.kind().word(), reserved.name(), note)
                        .stripTrailing());
    }

    void json(Reserved reserved) {
        out.println(Jsonb.builder().build().toJson(fields(reserved)));
    }

    void json(List<Reserved> list) {
        out.println(
                Jsonb.builder().build().toJson(list.stream().map(ReservedText::fields).toList()));
    }

    private static Map<String, Object> fields(Reserved reserved) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", reserved.kind().word());
        reserved.fields().forEach((key, value) -> fields.put(key, whole(value)));
        return fields;
    }

    /// JSON knows one kind of number; a port is a whole one.
    private static Object whole(Object value) {
        return value instanceof Double number && number == Math.rint(number)
                ? (Object) number.longValue()
                : value;
    }
}
