/// Orders certificates from a certificate authority (ACME). The platform says for which names, and
/// keeps what comes; everything here runs on threads that may block. Absent where no directory is
/// configured.
@NullMarked
package dev.tunnel.edge.acme;

import org.jspecify.annotations.NullMarked;
