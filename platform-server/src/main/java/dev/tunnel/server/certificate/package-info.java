/// Certificates that edges order by ACME: who may order which, and where they are kept.
@NullMarked
package dev.tunnel.server.certificate;

import org.jspecify.annotations.NullMarked;
