/// API keys, with which scripts call the REST API.
@NullMarked
package dev.tunnel.server.apikey;

import org.jspecify.annotations.NullMarked;
