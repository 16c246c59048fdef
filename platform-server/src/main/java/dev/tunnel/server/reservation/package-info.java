/// Reserved names, and who owns a public host name.
@NullMarked
package dev.tunnel.server.reservation;

import org.jspecify.annotations.NullMarked;
