package dev.tunnel.edge.tunnel;

/// A reading of [Traffic], or the difference of two.
public record Counts(
        long bytesIn,
        long bytesOut,
        long connections,
        long status1xx,
        long status2xx,
        long status3xx,
        long status4xx,
        long status5xx) {

    /// Nothing carried.
    public static final Counts ZERO = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    /// What was carried since an earlier reading.
    public Counts since(Counts earlier) {
        return new Counts(
                bytesIn - earlier.bytesIn,
                bytesOut - earlier.bytesOut,
                connections - earlier.connections,
                status1xx - earlier.status1xx,
                status2xx - earlier.status2xx,
                status3xx - earlier.status3xx,
                status4xx - earlier.status4xx,
                status5xx - earlier.status5xx);
    }

    /// The sum of two readings.
    public Counts plus(Counts more) {
        return new Counts(
                bytesIn + more.bytesIn,
                bytesOut + more.bytesOut,
                connections + more.connections,
                status1xx + more.status1xx,
                status2xx + more.status2xx,
                status3xx + more.status3xx,
                status4xx + more.status4xx,
                status5xx + more.status5xx);
    }

    /// HTTP requests answered.
    public long requests() {
        return status1xx + status2xx + status3xx + status4xx + status5xx;
    }
}
