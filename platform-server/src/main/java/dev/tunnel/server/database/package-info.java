/// The embedded Postgres, the schema at start, and what happens while the database is away.
@NullMarked
package dev.tunnel.server.database;

import org.jspecify.annotations.NullMarked;
