/// Plain SQL within the current transaction, for the rules that are statements: claims, leases,
/// sums.
@NullMarked
package dev.tunnel.server.sql;

import org.jspecify.annotations.NullMarked;
