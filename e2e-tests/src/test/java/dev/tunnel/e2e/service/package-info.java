/// Local services that tunnels lead to.
@NullMarked
package dev.tunnel.e2e.service;

import org.jspecify.annotations.NullMarked;
