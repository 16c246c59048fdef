package dev.tunnel.server.usage;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What was carried: bytes, public connections, and HTTP requests by class of status.
///
/// @param bytesIn from visitors towards the local service
/// @param bytesOut from the local service towards visitors
@Schema(name = "UsageCounts")
record UsageCounts(
        long bytesIn,
        long bytesOut,
        long connections,
        long requests,
        long status1xx,
        long status2xx,
        long status3xx,
        long status4xx,
        long status5xx) {
    static final UsageCounts NONE = new UsageCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    UsageCounts plus(UsageItem item) {
        return new UsageCounts(
                bytesIn + item.bytesIn(),
                bytesOut + item.bytesOut(),
                connections + item.connections(),
                requests + item.requests(),
                status1xx + item.status1xx(),
                status2xx + item.status2xx(),
                status3xx + item.status3xx(),
                status4xx + item.status4xx(),
                status5xx + item.status5xx());
    }
}
