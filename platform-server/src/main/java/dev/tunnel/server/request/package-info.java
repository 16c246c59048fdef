/// Manners that hold for every call of the REST API: rate limits, retries that do nothing twice,
/// and changes of what was read.
@NullMarked
package dev.tunnel.server.request;

import org.jspecify.annotations.NullMarked;
