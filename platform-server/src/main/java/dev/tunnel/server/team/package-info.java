/// Accounts of several people: members with roles, and invitations.
@NullMarked
package dev.tunnel.server.team;

import org.jspecify.annotations.NullMarked;
