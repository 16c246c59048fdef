package dev.tunnel.server.certificate;

import dev.tunnel.server.sql.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A row of `certificate`.
///
/// @param chain the certificate, with `sealedKey`
/// @param newAt when it was last counted as a new name of its account
/// @param order an order that was begun, with `sealedOrder`, the key it is for
record StoredCertificate(
        String name,
        Optional<String> chain,
        byte[] sealedKey,
        Optional<Instant> notAfter,
        Optional<Instant> renewAt,
        Optional<UUID> lease,
        Optional<Instant> leaseUntil,
        Optional<String> order,
        byte[] sealedOrder,
        Optional<Instant> newAt,
        int failures,
        Optional<Instant> retryAt,
        Optional<String> lastError) {
    static final String COLUMNS =
            "name, chain, sealed_key, not_after, renew_at, lease_id, lease_until, order_url,"
                    + " sealed_order, new_at, failures, retry_at, last_error";

    static StoredCertificate of(Row row) {
        return new StoredCertificate(
                row.text("name"),
                row.optionalText("chain"),
                row.bytes("sealed_key"),
                row.optionalInstant("not_after"),
                row.optionalInstant("renew_at"),
                row.optionalUuid("lease_id"),
                row.optionalInstant("lease_until"),
                row.optionalText("order_url"),
                row.bytes("sealed_order"),
                row.optionalInstant("new_at"),
                row.integer("failures"),
                row.optionalInstant("retry_at"),
                row.optionalText("last_error"));
    }

    boolean isGood(Instant now) {
        return notAfter.filter(now::isBefore).isPresent();
    }

    boolean isDue(Instant now) {
        return !isGood(now) || renewAt.filter(now::isBefore).isEmpty();
    }

    boolean isLeased(Instant now) {
        return leaseUntil.filter(now::isBefore).isPresent();
    }

    boolean isBackedOff(Instant now) {
        return retryAt.filter(now::isBefore).isPresent();
    }

    /// Whether it never had a certificate, and has not been counted since then.
    boolean isNew(Instant since) {
        return chain.isEmpty() && newAt.filter(since::isBefore).isEmpty();
    }

    boolean isHeldBy(UUID asking) {
        return lease.filter(asking::equals).isPresent();
    }
}
