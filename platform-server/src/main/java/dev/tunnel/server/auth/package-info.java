/// Sign-up, login and access tokens.
@NullMarked
package dev.tunnel.server.auth;

import org.jspecify.annotations.NullMarked;
