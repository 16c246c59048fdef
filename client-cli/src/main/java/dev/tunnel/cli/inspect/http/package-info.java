/// Reads HTTP/1.1, WebSocket and server-sent events from the side: copies nothing that nobody asked
/// for, holds nothing up, and gives up quietly on what it does not understand.
@NullMarked
package dev.tunnel.cli.inspect.http;

import org.jspecify.annotations.NullMarked;
