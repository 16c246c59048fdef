package dev.tunnel.api.rest;

import java.util.UUID;

/// `GET /api/v1/authtokens/current` with the authtoken as bearer: what the token is good for.
public record CurrentAuthtoken(UUID id, String name, String prefix, String account) {}
