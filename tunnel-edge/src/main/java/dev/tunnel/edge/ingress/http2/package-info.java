/// HTTP/2 as the rest of the edge wants it: Netty's codec with bounds on everything a peer may do,
/// and handlers that turn the frames of one stream into HTTP messages and back, so that routing,
/// rules and relaying are the same for every version of HTTP. Knows nothing of tunnels.
@NullMarked
package dev.tunnel.edge.ingress.http2;

import org.jspecify.annotations.NullMarked;
