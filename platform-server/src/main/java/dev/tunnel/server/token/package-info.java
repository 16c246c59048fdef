/// Authtokens, with which agents connect.
@NullMarked
package dev.tunnel.server.token;

import org.jspecify.annotations.NullMarked;
