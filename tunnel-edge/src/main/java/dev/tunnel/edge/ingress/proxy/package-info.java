/// The PROXY protocol (HAProxy's proxy-protocol.txt, versions 1 and 2): a header in front of a
/// connection's bytes that says whose connection it is.
@NullMarked
package dev.tunnel.edge.ingress.proxy;

import org.jspecify.annotations.NullMarked;
