/// The files of a folder as a web site, for `file:///path` targets.
@NullMarked
package dev.tunnel.cli.forward.folder;

import org.jspecify.annotations.NullMarked;
