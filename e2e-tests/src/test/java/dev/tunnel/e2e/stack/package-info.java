/// The programs under test as operating system processes: platform, edge, agents.
@NullMarked
package dev.tunnel.e2e.stack;

import org.jspecify.annotations.NullMarked;
