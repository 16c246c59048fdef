package dev.tunnel.server.session;

/// Why a session ended or a tunnel closed, where the platform decided it. Edges give words of their
/// own for what they decide.
final class Reason {
    /// Another session of the account claimed the name.
    static final String TAKEN_OVER = "taken_over";

    /// The owner or an administrator closed it over REST.
    static final String CLOSED_BY_OWNER = "closed_by_owner";

    /// Another account proved that the domain is its own.
    static final String DOMAIN_LOST = "domain_lost";

    /// The authtoken of the session was revoked.
    static final String AUTHTOKEN_REVOKED = "authtoken_revoked";

    /// The account of the session was suspended.
    static final String ACCOUNT_SUSPENDED = "account_suspended";

    /// The edge did not renew its lease, or no longer knows the session or tunnel.
    static final String EDGE_LOST = "edge_lost";

    /// The agent came back to another edge, or with a newer generation.
    static final String SUPERSEDED = "superseded";

    /// The tunnel closed with its session, and opens again with it.
    static final String SESSION_ENDED = "session_ended";

    /// The session claimed something else under the same key.
    static final String REPLACED = "replaced";

    /// The platform has never heard of it, or not for long.
    static final String UNKNOWN = "unknown";

    private Reason() {}
}
