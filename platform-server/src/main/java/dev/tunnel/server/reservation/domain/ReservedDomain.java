package dev.tunnel.server.reservation.domain;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A domain that an account proves, or has proved, to be its own.
///
/// @param proof what only this reservation's DNS records contain
/// @param verified when it was proved; empty until then
/// @param checked when the records were looked for last
record ReservedDomain(
        UUID id,
        AccountId account,
        DomainName hostname,
        String proof,
        String description,
        Instant createdAt,
        Optional<Instant> verified,
        Optional<Instant> checked) {
    static final String COLUMNS =
            "id, account_id, hostname, proof, description, created_at, verified_at, checked_at";

    static ReservedDomain of(Row row) {
        return new ReservedDomain(
                row.uuid("id"),
                new AccountId(row.uuid("account_id")),
                new DomainName(row.text("hostname")),
                row.text("proof"),
                row.text("description"),
                row.instant("created_at"),
                row.optionalInstant("verified_at"),
                row.optionalInstant("checked_at"));
    }

    /// An alias, which sends visitors here too. Names the reservation: an alias of the domain alone
    /// would prove it for every account.
    DnsRecord alias(String domain) {
        return new DnsRecord("CNAME", hostname.name(), proof + "." + domain);
    }

    /// A text, for names that cannot be an alias, such as `example.com` itself.
    DnsRecord text() {
        return new DnsRecord("TXT", "_tunnel." + hostname, "tunnel-verify=" + proof);
    }

    List<DnsRecord> records(String domain) {
        return List.of(alias(domain), text());
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }
}
