/// Accounts, users and their membership.
@NullMarked
package dev.tunnel.server.account;

import org.jspecify.annotations.NullMarked;
