/// Public HTTP and HTTPS: heads are checked, each request is routed by its host, authorised and
/// counted, and relayed over a stream to the local service. In the order bytes meet it:
/// [dev.tunnel.edge.ingress.http.PublicHttpInitializer],
/// [dev.tunnel.edge.ingress.http.RequestDecoder], [dev.tunnel.edge.ingress.http.VhostHandler],
/// [dev.tunnel.edge.ingress.http.Exchange], [dev.tunnel.edge.ingress.http.ServiceLink], and back
/// through [dev.tunnel.edge.ingress.http.ResponseRelay].
@NullMarked
package dev.tunnel.edge.ingress.http;

import org.jspecify.annotations.NullMarked;
