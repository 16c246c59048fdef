/// Domains of accounts' own, and how it is proved that they are.
@NullMarked
package dev.tunnel.server.reservation.domain;

import org.jspecify.annotations.NullMarked;
