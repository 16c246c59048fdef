package dev.tunnel.server.dns;

/// The kinds of records that are asked for (RFC 1035, 3.2.2).
enum RecordType {
    CNAME(5),
    TXT(16);

    private final int number;

    RecordType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
