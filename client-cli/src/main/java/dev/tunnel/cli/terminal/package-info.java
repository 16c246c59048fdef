/// What people see: the live status screen, log lines. The only package that writes to the
/// terminal.
@NullMarked
package dev.tunnel.cli.terminal;

import org.jspecify.annotations.NullMarked;
