/// The edge contract, and what owners see of it, against the real platform on a real Postgres.
@NullMarked
package dev.tunnel.server.contract;

import org.jspecify.annotations.NullMarked;
