/// The part of the public REST API (`/api/v1`) that the CLI reads.
@NullMarked
package dev.tunnel.api.rest;

import org.jspecify.annotations.NullMarked;
