/// Finds out why an agent does not get through: each step of the way by itself.
@NullMarked
package dev.tunnel.cli.doctor;

import org.jspecify.annotations.NullMarked;
