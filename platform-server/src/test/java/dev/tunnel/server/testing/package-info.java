/// What integration tests share: a real Postgres, and people who call the API.
@NullMarked
package dev.tunnel.server.testing;

import org.jspecify.annotations.NullMarked;
