package dev.tunnel.server.account;

import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.quota.LimitService;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All users and accounts of the server, for its administrators.
@ApplicationScoped
public class Directory {
    private static final Pattern WILD = Pattern.compile("[\\\\%_]");

    private final Sql sql;
    private final LimitService limits;

    Directory(Sql sql, LimitService limits) {
        this.sql = sql;
        this.limits = limits;
    }

    /// Users, newest first.
    ///
    /// @param search part of the email or the display name; null for all
    public Page<UserView> users(@Nullable String search, PageRequest page) {
        String match = "lower(u.email || ' ' || u.display_name) like ?";
        return Page.of(
                sql.list(
                        UserView.SELECT + where("u", match, search),
                        row -> UserView.of(row, limits::parse),
                        values(search, page)),
                page,
                UserView::cursor);
    }

    /// @throws ProblemException `not_found`
    public UserView user(UUID id) {
        return sql.first(
                        UserView.SELECT + " where u.id = ?",
                        row -> UserView.of(row, limits::parse),
                        id)
                .orElseThrow(ProblemException::notFound);
    }

    /// Accounts, newest first.
    ///
    /// @param search part of the name; null for all
    public Page<AccountSummary> accounts(@Nullable String search, PageRequest page) {
        return Page.of(
                sql.list(
                        AccountSummary.SELECT + where("a", "lower(a.name) like ?", search),
                        row -> AccountSummary.of(row, limits::parse),
                        values(search, page)),
                page,
                AccountSummary::cursor);
    }

    /// @throws ProblemException `not_found`
    public AccountSummary account(UUID id) {
        return sql.first(
                        AccountSummary.SELECT + " where a.id = ?",
                        row -> AccountSummary.of(row, limits::parse),
                        id)
                .orElseThrow(ProblemException::notFound);
    }

    /// The condition is left out where nothing is searched: the planner then walks the index of the
    /// order.
    private static String where(String table, String match, @Nullable String search) {
        return " where (%1$s.created_at, %1$s.id) < (?, ?)%2$s order by %1$s.created_at desc, %1$s.id desc limit ?"
                .formatted(table, search == null ? "" : " and " + match);
    }

    private static Object[] values(@Nullable String search, PageRequest page) {
        List<Object> values = new ArrayList<>();
        values.add(page.from().at());
        values.add(page.from().id());
        if (search != null) {
            String lower = search.strip().toLowerCase(Locale.ROOT);
            values.add("%" + WILD.matcher(lower).replaceAll("\\\\$0") + "%");
        }
        values.add(page.fetchSize());
        return values.toArray();
    }
}
