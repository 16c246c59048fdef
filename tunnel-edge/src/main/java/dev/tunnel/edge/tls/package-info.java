/// The edge's TLS: its certificate (given, or issued by an authority of its own), the server
/// context, and the choice between agents and visitors by ALPN. Knows neither of them.
@NullMarked
package dev.tunnel.edge.tls;

import org.jspecify.annotations.NullMarked;
