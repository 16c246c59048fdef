/// The agent as a service of systemd.
@NullMarked
package dev.tunnel.cli.service;

import org.jspecify.annotations.NullMarked;
