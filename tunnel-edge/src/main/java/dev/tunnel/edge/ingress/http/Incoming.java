package dev.tunnel.edge.ingress.http;

/// What a visitor's head comes to: a request that holds to the rules, or a refusal.
sealed interface Incoming permits PublicRequest, Refusal {}
