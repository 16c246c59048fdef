/// TCP ports that only their account may use, and who owns a port.
@NullMarked
package dev.tunnel.server.reservation.port;

import org.jspecify.annotations.NullMarked;
