package dev.tunnel.server.setting;

import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/// Who may sign up: what an administrator set, else what the process was started with. That it was
/// changed is for the caller to audit.
@ApplicationScoped
public class SignupSetting {
    private static final String NAME = "signup";

    private final Sql sql;
    private final TunnelConfig config;

    SignupSetting(Sql sql, TunnelConfig config) {
        this.sql = sql;
        this.config = config;
    }

    /// What holds now.
    public Signup current() {
        return sql.first(
                        "select value from setting where name = ?",
                        row -> Signup.ofWire(row.text("value")),
                        NAME)
                .orElseGet(() -> Signup.ofWire(config.signup().name()));
    }

    /// What holds from now on.
    @Transactional(TxType.MANDATORY)
    public void set(Signup signup) {
        sql.update(
                """
                insert into setting (name, value) values (?, ?)
                on conflict (name) do update set value = excluded.value
                """,
                NAME,
                signup.wire());
    }
}
