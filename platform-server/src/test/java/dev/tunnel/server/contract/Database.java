package dev.tunnel.server.contract;

import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows that other features make, made directly, and what became of them.
@ApplicationScoped
public class Database {
    private final Sql sql;
    private final SecureRandom random;

    Database(Sql sql, SecureRandom random) {
        this.sql = sql;
        this.random = random;
    }

    /// An authtoken of an account.
    public record Token(UUID account, UUID id, Secret secret) {
        public String hash() {
            return secret.hash().toString();
        }
    }

    UUID account() {
        UUID id = UUID.randomUUID();
        sql.update("insert into account (id, name, created_at) values (?, 'team', now())", id);
        return id;
    }

    public Token token() {
        return token(account());
    }

    Token token(UUID account) {
        return token(account, "{}");
    }

    Token token(UUID account, String scope) {
        Token token =
                new Token(account, UUID.randomUUID(), Secret.mint(SecretKind.AUTHTOKEN, random));
        sql.update(
                """
                insert into authtoken (id, account_id, name, prefix, hash, scope, created_at)
                values (?, ?, 'laptop', ?, ?, ?::jsonb, now())
                """,
                token.id(),
                account,
                token.secret().shown(),
                token.secret().hash().bytes(),
                scope);
        return token;
    }

    void reserve(UUID account, String label) {
        String host = label + ".tunnel.test";
        sql.update("insert into hostname (host, account_id) values (?, ?)", host, account);
        sql.update(
                """
                insert into reserved_subdomain (id, account_id, name, host, created_at)
                values (?, ?, ?, ?, now())
                """,
                UUID.randomUUID(),
                account,
                label,
                host);
    }

    /// Another edge, registered, with its own TCP range.
    public EdgeCalls edge(int portFrom, int portTo) {
        String key = Secret.mint(SecretKind.EDGE_KEY, random).value();
        String name = "edge-" + UUID.randomUUID();
        sql.update(
                """
                insert into edge (id, name, key_hash, key_prefix, created_at)
                values (?, ?, ?, 'te_', now())
                """,
                UUID.randomUUID(),
                name,
                new Secret(key).hash().bytes());
        EdgeCalls edge = new EdgeCalls(name, key);
        edge.register(portFrom, portTo);
        return edge;
    }

    public void run(String statement, @Nullable Object... values) {
        sql.update(statement, values);
    }

    public long count(String query, @Nullable Object... values) {
        return sql.one(query, row -> row.number("count"), values);
    }

    public String text(String query, @Nullable Object... values) {
        return sql.one(query, row -> row.optionalText("text").orElse("null"), values);
    }
}
