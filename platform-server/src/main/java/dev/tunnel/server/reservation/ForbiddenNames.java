package dev.tunnel.server.reservation;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The names below the domain that nobody may have: a fixed list, what an administrator added, what
/// looks like one of either (see [Lookalike]), and every label in the form of an internationalised
/// one, which a browser would show as other letters than it has.
@ApplicationScoped
public class ForbiddenNames {
    private static final String ADDED = "forbidden_names";

    private final Sql sql;

    ForbiddenNames(Sql sql) {
        this.sql = sql;
    }

    /// @throws ProblemException `name_forbidden`
    public void check(Subdomain name) {
        if (forbids(name)) {
            throw new ProblemException(
                    ProblemCode.NAME_FORBIDDEN, "Nobody may have the name " + name.label());
        }
    }

    /// Whether nobody may have it.
    public boolean forbids(Subdomain name) {
        return name.forbidden() || name.looksLikeOneOf(added());
    }

    /// What an administrator added, in order.
    public List<String> added() {
        return sql.first(
                        "select value from setting where name = ?", row -> row.text("value"), ADDED)
                .map(value -> value.lines().toList())
                .orElse(List.of());
    }

    /// Replaces what an administrator added. Who holds or reserved such a name keeps it.
    ///
    /// @throws ProblemException `invalid_request` for what is no label
    @Transactional(TxType.MANDATORY)
    public void setAdded(Collection<String> names) {
        Set<String> labels =
                names.stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new));
        for (String label : labels) {
            if (Subdomain.parse(label).isEmpty()) {
                throw ProblemException.invalid(
                        "forbiddenNames", "has something that is no DNS label: " + label);
            }
        }
        sql.update(
                """
                insert into setting (name, value) values (?, ?)
                on conflict (name) do update set value = excluded.value
                """,
                ADDED,
                String.join("\n", labels));
    }
}
