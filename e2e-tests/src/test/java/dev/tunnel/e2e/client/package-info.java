/// Those who use the platform from outside: REST callers, visitors, command line tools.
@NullMarked
package dev.tunnel.e2e.client;

import org.jspecify.annotations.NullMarked;
