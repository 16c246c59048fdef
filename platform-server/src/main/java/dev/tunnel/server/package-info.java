/// The control plane: accounts, tokens, reservations, usage, and the contract with edges.
@NullMarked
package dev.tunnel.server;

import org.jspecify.annotations.NullMarked;
