/// Lists that their reader may sort, read page by page.
@NullMarked
package dev.tunnel.server.list;

import org.jspecify.annotations.NullMarked;
