package dev.tunnel.server.certificate;

import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The rows of `acme_challenge`.
@ApplicationScoped
class Challenges {
    private final Sql sql;

    Challenges(Sql sql) {
        this.sql = sql;
    }

    /// What the order of that name must have answered from now on.
    void replace(String name, List<AcmeChallenge> challenges, Instant until) {
        sql.update("delete from acme_challenge where name = ?", name);
        for (AcmeChallenge challenge : challenges) {
            sql.update(
                    """
                    insert into acme_challenge (kind, question, answer, name, expires_at)
                    values (?, ?, ?, ?, ?)
                    on conflict (kind, question) do update
                    set answer = excluded.answer, name = excluded.name,
                        expires_at = excluded.expires_at
                    """,
                    text(challenge.kind()),
                    challenge.question(),
                    challenge.answer(),
                    name,
                    until);
        }
    }

    Optional<AcmeChallenge> find(AcmeChallenge.Question question, Instant now) {
        return sql.first(
                """
                select answer from acme_challenge
                where kind = ? and question = ? and expires_at > ?
                """,
                row -> new AcmeChallenge(question.kind(), question.question(), row.text("answer")),
                text(question.kind()),
                question.question(),
                now);
    }

    private static String text(AcmeChallenge.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
