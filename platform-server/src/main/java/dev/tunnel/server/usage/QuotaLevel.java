package dev.tunnel.server.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tunnel.api.edge.AccountQuota;

/// How far an account is with its monthly bytes.
enum QuotaLevel {
    @JsonProperty("ok")
    OK,
    @JsonProperty("notice")
    NOTICE,
    @JsonProperty("throttled")
    THROTTLED,
    @JsonProperty("refused")
    REFUSED;

    /// As edges are told.
    static QuotaLevel of(AccountQuota.Level level) {
        return switch (level) {
            case OK -> OK;
            case NOTICE -> NOTICE;
            case THROTTLED -> THROTTLED;
            case REFUSED -> REFUSED;
        };
    }
}
