/// The agent's own loopback API and page.
@NullMarked
package dev.tunnel.cli.inspect;

import org.jspecify.annotations.NullMarked;
