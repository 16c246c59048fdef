package dev.tunnel.cli.command;

import dev.tunnel.cli.config.Environment;
import dev.tunnel.cli.terminal.Console;
import java.time.Clock;

/// What every command works with.
///
/// @param version the agent's own version
record World(Environment environment, Console console, Clock clock, String version) {}
