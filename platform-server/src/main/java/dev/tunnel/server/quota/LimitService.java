package dev.tunnel.server.quota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.sql.Row;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.sql.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What accounts may use. Who may change it, and that it was changed, is for the caller to check
/// and to audit.
///
/// Three levels: what was set for the account, else what was set as the server's defaults, else the
/// operator's settings.
@ApplicationScoped
public class LimitService {
    private static final String DEFAULTS = "default_limits";
    private static final String DEFAULTS_CHANGED = "default_limits_changed";

    private final Sql sql;
    private final ObjectMapper json;
    private final LimitSettings settings;
    private final Event<LimitsChanged> changed;
    private final Clock clock;

    LimitService(
            Sql sql,
            ObjectMapper json,
            LimitSettings settings,
            Event<LimitsChanged> changed,
            Clock clock) {
        this.sql = sql;
        this.json = json;
        this.settings = settings;
        this.changed = changed;
        this.clock = clock;
    }

    /// The limits in force for an account.
    public Limits of(AccountId account) {
        return Limits.of(own(account).or(defaults()));
    }

    /// The limits in force for each of them.
    public Map<AccountId, Limits> of(Collection<AccountId> accounts) {
        AccountLimits defaults = defaults();
        Map<AccountId, Limits> all = new HashMap<>();
        accounts.forEach(account -> all.put(account, Limits.of(defaults)));
        sql.list(
                        """
                        select account_id, limits::text as limits from account_limits
                        where account_id = any (?)
                        """,
                        row ->
                                Map.entry(
                                        new AccountId(row.uuid("account_id")),
                                        Limits.of(read(row).or(defaults))),
                        SqlArray.ofUuids(accounts.stream().map(AccountId::value).toList()))
                .forEach(own -> all.put(own.getKey(), own.getValue()));
        return all;
    }

    /// The limits in force for an account that has none of its own.
    public Limits ofEverybody() {
        return Limits.of(defaults());
    }

    /// What was set for an account by itself.
    public AccountLimits own(AccountId account) {
        return sql.first(
                        "select limits::text as limits from account_limits where account_id = ?",
                        this::read,
                        account.value())
                .orElse(AccountLimits.UNSET);
    }

    /// Replaces what was set for an account. Its edges hear of it when the transaction commits.
    @Transactional(TxType.MANDATORY)
    public void set(AccountId account, AccountLimits limits) {
        sql.update(
                """
                insert into account_limits (account_id, limits, changed_at)
                values (?, ?::jsonb, ?)
                on conflict (account_id) do update
                set limits = excluded.limits, changed_at = excluded.changed_at
                """,
                account.value(),
                write(limits),
                clock.instant());
        changed.fire(new LimitsChanged(account));
    }

    /// The server's defaults: what an administrator set, else the operator's settings.
    public AccountLimits defaults() {
        return setDefaults().or(settings.widest());
    }

    /// What an administrator set as defaults, and nothing else.
    public AccountLimits setDefaults() {
        return sql.first("select value as limits from setting where name = ?", this::read, DEFAULTS)
                .orElse(AccountLimits.UNSET);
    }

    /// Replaces the defaults.
    @Transactional(TxType.MANDATORY)
    public void setDefaults(AccountLimits limits) {
        store(DEFAULTS, write(limits));
        store(DEFAULTS_CHANGED, clock.instant().toString());
        changed.fire(new LimitsChanged(null));
    }

    /// Lets the changes of one account happen one after the other, so that what is counted stays
    /// true until it was acted on. Every transaction that counts begins with it.
    @Transactional(TxType.MANDATORY)
    public void serialise(AccountId account) {
        sql.list(
                "select id from account where id = ? for no key update",
                _ -> account,
                account.value());
    }

    /// Open tunnels of one session.
    public int tunnelsPerSession() {
        return settings.tunnelsPerSession();
    }

    private void store(String setting, String value) {
        sql.update(
                """
                insert into setting (name, value) values (?, ?)
                on conflict (name) do update set value = excluded.value
                """,
                setting,
                value);
    }

    /// Limits as they stand in a row of `account_limits`.
    public AccountLimits parse(String stored) {
        try {
            return json.readerFor(AccountLimits.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("limits that cannot be read", e);
        }
    }

    private AccountLimits read(Row row) {
        return parse(row.text("limits"));
    }

    private String write(AccountLimits limits) {
        try {
            return json.writeValueAsString(limits);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + limits, e);
        }
    }
}
