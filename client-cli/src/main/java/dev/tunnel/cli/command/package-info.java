/// The command line: a class per verb, and the one table of exit codes.
@NullMarked
package dev.tunnel.cli.command;

import org.jspecify.annotations.NullMarked;
