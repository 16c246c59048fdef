/// Questions to the domain name system.
@NullMarked
package dev.tunnel.server.dns;

import org.jspecify.annotations.NullMarked;
