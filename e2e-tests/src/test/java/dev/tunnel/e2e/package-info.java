/// The main job as its users see it: packaged programs as processes, real clients, a real Postgres.
@NullMarked
package dev.tunnel.e2e;

import org.jspecify.annotations.NullMarked;
