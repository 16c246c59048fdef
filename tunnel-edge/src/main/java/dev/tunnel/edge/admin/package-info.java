/// Health, readiness and metrics on a private port.
@NullMarked
package dev.tunnel.edge.admin;

import org.jspecify.annotations.NullMarked;
