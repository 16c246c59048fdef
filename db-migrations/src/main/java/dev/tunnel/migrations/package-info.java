/// The database schema, and the program with which operators apply it.
@NullMarked
package dev.tunnel.migrations;

import org.jspecify.annotations.NullMarked;
