package dev.tunnel.cli.inspect;

import io.avaje.jsonb.Json;

/// Connections of a tunnel, as ngrok's API shows them.
///
/// @param count since the agent started
/// @param gauge open now
/// @param rate1 new ones a second, over one minute; `rate5` and `rate15` over five and fifteen
/// @param p50 half of the last ones lasted no longer than this, in seconds
@Json
public record ConnectionFacts(
        long count,
        long gauge,
        double rate1,
        double rate5,
        double rate15,
        double p50,
        double p90,
        double p95,
        double p99) {}
