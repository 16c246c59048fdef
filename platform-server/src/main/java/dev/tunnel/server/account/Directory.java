package dev.tunnel.server.account;

import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.list.SortKey;
import dev.tunnel.server.list.SortedList;
import dev.tunnel.server.quota.LimitService;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All users and accounts of the server, for its administrators.
@ApplicationScoped
public class Directory {
    private static final Pattern WILD = Pattern.compile("[\\\\%_]");
    private static final SortedList<UserView> USERS =
            SortedList.byUuid(
                    "u.id",
                    UserView::id,
                    List.of(
                            SortKey.time("createdAt", "u.created_at", UserView::createdAt),
                            SortKey.text("email", "u.email", UserView::email),
                            SortKey.text(
                                    "displayName",
                                    "coalesce(nullif(u.display_name, ''), u.email)",
                                    Directory::calledBy),
                            SortKey.optionalTime(
                                    "lastLoginAt", "u.last_login_at", UserView::lastLoginAt)));
    private static final SortedList<AccountSummary> ACCOUNTS =
            SortedList.byUuid(
                    "a.id",
                    AccountSummary::id,
                    List.of(
                            SortKey.time("createdAt", "a.created_at", AccountSummary::createdAt),
                            SortKey.text("name", "a.name", AccountSummary::name)));

    private final Sql sql;
    private final LimitService limits;

    Directory(Sql sql, LimitService limits) {
        this.sql = sql;
        this.limits = limits;
    }

    /// Users, newest first unless sorted otherwise.
    ///
    /// @param search part of the email or the display name; null for all
    /// @param sort name of a key, with `-` in front for backwards; null for the usual
    public Page<UserView> users(@Nullable String search, @Nullable String sort, PageRequest page) {
        return USERS.page(
                sql,
                UserView.SELECT + where("lower(u.email || ' ' || u.display_name) like ?", search),
                matching(search),
                row -> UserView.of(row, limits::parse),
                sort,
                page);
    }

    /// @throws ProblemException `not_found`
    public UserView user(UUID id) {
        return sql.first(
                        UserView.SELECT + " where u.id = ?",
                        row -> UserView.of(row, limits::parse),
                        id)
                .orElseThrow(ProblemException::notFound);
    }

    /// Accounts, newest first unless sorted otherwise.
    ///
    /// @param search part of the name; null for all
    /// @param sort name of a key, with `-` in front for backwards; null for the usual
    public Page<AccountSummary> accounts(
            @Nullable String search, @Nullable String sort, PageRequest page) {
        return ACCOUNTS.page(
                sql,
                AccountSummary.SELECT + where("lower(a.name) like ?", search),
                matching(search),
                row -> AccountSummary.of(row, limits::parse),
                sort,
                page);
    }

    /// @throws ProblemException `not_found`
    public AccountSummary account(UUID id) {
        return sql.first(
                        AccountSummary.SELECT + " where a.id = ?",
                        row -> AccountSummary.of(row, limits::parse),
                        id)
                .orElseThrow(ProblemException::notFound);
    }

    private static String calledBy(UserView user) {
        return user.displayName().isEmpty() ? user.email() : user.displayName();
    }

    /// The condition is left out where nothing is searched: the planner then walks the index of the
    /// order.
    private static String where(String match, @Nullable String search) {
        return " where " + (search == null ? "true" : match);
    }

    private static List<String> matching(@Nullable String search) {
        if (search == null) {
            return List.of();
        }
        String lower = search.strip().toLowerCase(Locale.ROOT);
        return List.of("%" + WILD.matcher(lower).replaceAll("\\\\$0") + "%");
    }
}
