package dev.tunnel.server.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.http.Precondition;
import dev.tunnel.server.quota.LimitService;
import dev.tunnel.server.reservation.ForbiddenNames;
import dev.tunnel.server.setting.SignupSetting;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;

/// The server's settings, from the features that they are for.
@ApplicationScoped
class SettingsService {
    /// Any number that nothing else locks.
    private static final long LOCK = 7_310_080;

    private final SignupSetting signup;
    private final LimitService limits;
    private final ForbiddenNames names;
    private final Precondition precondition;
    private final Sql sql;
    private final AuditLog audit;
    private final ObjectMapper json;

    SettingsService(
            SignupSetting signup,
            LimitService limits,
            ForbiddenNames names,
            Precondition precondition,
            Sql sql,
            AuditLog audit,
            ObjectMapper json) {
        this.signup = signup;
        this.limits = limits;
        this.names = names;
        this.precondition = precondition;
        this.sql = sql;
        this.audit = audit;
        this.json = json;
    }

    /// What holds now.
    Settings current() {
        return new Settings(signup.current(), limits.defaults(), names.added());
    }

    /// All of the changes, or none, one caller after the other.
    @Transactional
    Settings change(SettingsChange change) {
        sql.list("select pg_advisory_xact_lock(?)", _ -> change, LOCK);
        precondition.check(current());
        if (change.signup() != null) {
            signup.set(change.signup());
            audit("signup", change.signup().wire());
        }
        if (change.defaultLimits() != null) {
            limits.setDefaults(change.defaultLimits());
            audit("defaultLimits", write(change.defaultLimits()));
        }
        if (change.forbiddenNames() != null) {
            names.setAdded(change.forbiddenNames());
            audit("forbiddenNames", String.join(" ", change.forbiddenNames()));
        }
        return current();
    }

    private void audit(String name, String value) {
        audit.record(new AuditEntry(null, "setting.changed", name, Map.of("value", value)));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value, e);
        }
    }
}
