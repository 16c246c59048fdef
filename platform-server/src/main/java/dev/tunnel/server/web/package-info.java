/// The web admin's files.
@NullMarked
package dev.tunnel.server.web;

import org.jspecify.annotations.NullMarked;
