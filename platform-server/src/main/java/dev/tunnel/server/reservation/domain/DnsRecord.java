package dev.tunnel.server.reservation.domain;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A record to set at the domain's name server.
///
/// @param type `CNAME` or `TXT`
@Schema(
        name = "DnsRecord",
        examples =
                "{\"type\":\"TXT\",\"name\":\"_tunnel.shop.example.com\",\"value\":\"tunnel-verify=…\"}")
record DnsRecord(String type, String name, String value) {}
