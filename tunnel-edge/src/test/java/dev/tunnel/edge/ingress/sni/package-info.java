@org.jspecify.annotations.NullMarked
package dev.tunnel.edge.ingress.sni;
