/// What went through the tunnels, recorded beside the path and bounded (docs/decisions/0110).
@NullMarked
package dev.tunnel.cli.inspect.capture;

import org.jspecify.annotations.NullMarked;
