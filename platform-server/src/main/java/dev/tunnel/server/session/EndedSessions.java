package dev.tunnel.server.session;

/// How many sessions were ended at once.
record EndedSessions(int ended) {}
