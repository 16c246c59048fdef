package dev.tunnel.cli.account;

/// The kinds of things that an account can reserve.
public enum Kind {
    SUBDOMAIN("subdomain", "/api/v1/reserved-subdomains", "name"),
    DOMAIN("domain", "/api/v1/reserved-domains", "hostname"),
    TCP("tcp", "/api/v1/reserved-addresses", "port");

    private final String word;
    private final String path;
    private final String field;

    Kind(String word, String path, String field) {
        this.word = word;
        this.path = path;
        this.field = field;
    }

    /// As on the command line.
    public String word() {
        return word;
    }

    String path() {
        return path;
    }

    /// The field that names what is reserved.
    String field() {
        return field;
    }
}
