package dev.tunnel.server.secret;

/// The kinds of secrets, told apart by how they begin.
public enum SecretKind {
    AUTHTOKEN("tt_"),
    API_KEY("tk_"),
    REFRESH_TOKEN("tr_"),
    EDGE_KEY("te_"),
    SESSION("ts_"),
    INVITATION("ti_"),
    MAIL_LINK("tl_");

    private final String prefix;

    SecretKind(String prefix) {
        this.prefix = prefix;
    }

    /// How every secret of this kind begins.
    public String prefix() {
        return prefix;
    }
}
