/// Native transport and TLS engine, chosen once.
@NullMarked
package dev.tunnel.protocol.net;

import org.jspecify.annotations.NullMarked;
