/// What administrators of the server see and do: users, accounts, live tunnels.
@NullMarked
package dev.tunnel.server.admin;

import org.jspecify.annotations.NullMarked;
