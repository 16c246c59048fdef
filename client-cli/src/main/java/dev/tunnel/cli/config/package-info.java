/// What the agent is told: flags, environment, configuration file; and where it keeps things.
@NullMarked
package dev.tunnel.cli.config;

import org.jspecify.annotations.NullMarked;
