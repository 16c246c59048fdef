package dev.tunnel.server.database;

/// Fired once, synchronously, when the schema is up to date: the moment to read or write what must
/// exist before the first request. An observer that throws because the database went away is called
/// again.
public record SchemaReady() {}
