/// TLS tunnels: found by the name in the ClientHello, passed through untouched.
@NullMarked
package dev.tunnel.edge.ingress.sni;

import org.jspecify.annotations.NullMarked;
