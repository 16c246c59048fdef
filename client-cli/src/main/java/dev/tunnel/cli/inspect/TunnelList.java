package dev.tunnel.cli.inspect;

import io.avaje.jsonb.Json;
import java.util.List;

/// The answer to `GET /api/tunnels`.
@Json
record TunnelList(List<TunnelResource> tunnels, String uri) {}
