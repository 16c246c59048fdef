/// Secrets that are shown once and stored hashed.
@NullMarked
package dev.tunnel.server.secret;

import org.jspecify.annotations.NullMarked;
