/// What every resource shares: problems, paging, security headers, who may call.
@NullMarked
package dev.tunnel.server.http;

import org.jspecify.annotations.NullMarked;
